"""Names of the months in three calendars, as newspapers of the archive print them.

Written with Persian yeh and kaf; the grammar folds its text the same way. A space in a name may be
any space, a ZWNJ or nothing.
"""

from __future__ import annotations

from typing import Literal

Calendar = Literal["gregorian", "solar-hijri", "lunar-hijri"]

# One row a month; the Solar Hijri rows hold the Afghan, Iranian and Pashto name, and how English texts write them.
SOLAR = """
حمل فروردین وری hamal farvardin
ثور اردیبهشت غویی sawr saur ordibehesht
جوزا جوزای خرداد غبرګولی غبرگولی jawza jauza khordad
سرطان تیر چنګاښ چنگاښ saratan tir
اسد مرداد امرداد زمری asad mordad amordad
سنبله شهریور وږی sunbula sonbola shahrivar
میزان مهر تله تلې mizan mehr
عقرب آبان لړم aqrab aban
قوس آذر لیندۍ qaws qaus azar
جدی دی مرغومی jadi dey
دلو بهمن سلواغه سلواغې dalw dalwa bahman
حوت اسفند کب کبې hut hoot esfand
"""

LUNAR = """
محرم|محرم الحرام|muharram
صفر|صفر المظفر|safar
ربیع الاول|ربیع الأول|rabi al-awwal|rabi i
ربیع الثانی|ربیع الآخر|rabi al-thani|rabi al-akhir|rabi ii
جمادی الاول|جمادی الأول|جمادی الاولی|جمادی الأولی|jumada al-awwal|jumada al-ula|jumada i
جمادی الثانی|جمادی الآخر|جمادی الآخره|جمادی الآخرة|جمادی الثانیه|jumada al-thani|jumada al-akhirah|jumada ii
رجب|رجب المرجب|rajab
شعبان|شعبان المعظم|shaban|sha'ban
رمضان|رمضان المبارک|ramadan|ramazan
شوال|شوال المکرم|shawwal
ذی القعده|ذوالقعده|ذوالقعدة|ذو القعدة|ذیقعده|dhu al-qadah|dhu al-qa'dah
ذی الحجه|ذوالحجه|ذوالحجة|ذو الحجة|ذیحجه|dhu al-hijjah
"""

# Dari and Pashto after English, Iranian after French, Urdu, Arabic of Egypt and of the Levant, then Europe, Turkey, Israel and Kurdistan.
# The August of the Levant is water in Persian: it counts beside its other name.
GREGORIAN = """
جنوری|ژانویه|ینایر|کانون الثانی|january|jan|januar|jänner|janvier|января|enero|gennaio|janeiro|ocak|ינואר|בינואר|کانوونی دووەم|januari|ianuarie
فبروری|فوریه|فروری|فبرایر|شباط|february|feb|februar|février|fevrier|февраля|febrero|febbraio|fevereiro|şubat|פברואר|בפברואר|شوبات|februari|februarie
مارچ|مارس|آذار|march|mar|märz|maerz|mars|марта|marzo|março|marco|mart|מרץ|במרץ|מרס|ئازار|maart|martie
اپریل|اپرېل|آپریل|آوریل|أبریل|ابریل|نیسان|april|apr|avril|апреля|abril|aprile|nisan|אפריל|באפריל|aprilie
می|مه|مئی|مایو|أیار|ایار|may|mai|мая|mayo|maggio|maio|mayıs|מאי|במאי|ئایار|mei|maj
جون|ژوئن|ژوین|یونیو|یونیه|حزیران|june|jun|juni|juin|июня|junio|giugno|junho|haziran|יוני|ביוני|حوزەیران|iunie
جولای|جولائی|ژوئیه|ژوییه|ژولای|یولیو|یولیه|تموز|july|jul|juli|juillet|июля|julio|luglio|julho|temmuz|יולי|ביולי|تەمووز|iulie
اگست|اګست|اوت|آگوست|أغسطس|اغسطس|august|aug|août|aout|августа|آب / أغسطس|آب / اغسطس|أغسطس / آب|اغسطس / آب|agosto|ağustos|אוגוסט|באוגוסט|ئاب|augustus|augusti
سپتمبر|سپتامبر|سپتېمبر|ستمبر|سبتمبر|أیلول|ایلول|september|sept|sep|septembre|сентября|septiembre|setiembre|settembre|setembro|eylül|ספטמבר|בספטמבר|ئەیلوول|septembrie
اکتوبر|اکتبر|أکتوبر|تشرین الأول|تشرین الاول|october|oct|oktober|okt|octobre|октября|octubre|ottobre|outubro|ekim|אוקטובר|באוקטובר|تشرینی یەکەم|octombrie
نومبر|نوامبر|نوفمبر|تشرین الثانی|november|nov|novembre|ноября|noviembre|novembro|kasım|נובמבר|בנובמבר|تشرینی دووەم|noiembrie
دسمبر|دسامبر|دیسمبر|کانون الأول|کانون الاول|december|dec|dezember|dez|décembre|decembre|декабря|diciembre|dicembre|dezembro|aralık|דצמבר|בדצמבר|کانوونی یەکەم|decembrie
"""


def _numbered(rows: str, separator: str | None, calendar: Calendar) -> dict[str, tuple[Calendar, int]]:
    return {
        name: (calendar, number)
        for number, row in enumerate(rows.strip().splitlines(), start=1)
        for name in row.split(separator)
    }


MONTHS = (
    _numbered(SOLAR, None, "solar-hijri")
    | _numbered(LUNAR, "|", "lunar-hijri")
    | _numbered(GREGORIAN, "|", "gregorian")
)
FIRST_WORDS = frozenset(name.split()[0] for name in MONTHS)
