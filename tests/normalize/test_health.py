"""Fluent nonsense is told from language."""

import pytest

from pipeline.model import Issue, Line, Span
from pipeline.normalize.health import is_language, unreadable_pages

PERSIAN = "در آغاز هر خزان زنان و مردان به کشتزارها می‌روند تا گل‌های بنفش را پیش از باز شدن بچینند و خشک کنند"
ENGLISH = "The municipal gymnasium in the border town smells of diesel heaters and wet wool, and of soup."
# the same Persian sentence as a font with a shifted ToUnicode map gives it
SHIFTED = PERSIAN.translate({ord(a): b for a, b in zip("ابتدرسکگلمنوهی", "بتثذزشگلمنهیاء", strict=True)})
SOUP = "!\"#$%&$%&'%()\"#*%+,-.%,/ !\"#$%&'%01%2(*3%45%6%7,5%&1(5 89:!%&;-.%<5%&'%4=%<5%4=%<>: A B c D e"


@pytest.mark.parametrize(
    "text", [PERSIAN, ENGLISH, "", "Tel. 0799-12-34-56", "د " * 5, "1404/08/02 | 12:30 | 3.5 %" * 9]
)
def test_language_and_what_is_too_short_to_tell_pass(text):
    assert is_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "(x + 1)^3 = (x + 1)(x^2 + 2*x + 1); (a + b)^2 = a^2 + 2*a*b + b^2; f(x) = [x, {i, 1, 10}]",
        ">>> g.add_edge('a', 'b', w=1) >>> g.add_edge('b', 'c', w=2) >>> (a|b) * a(a|b) * [i] = {} ()",
        "𝑢⃗ ⋅ (𝑣⃗ − 𝑤⃗) = (𝑣⃗ − 𝑤⃗) ⋅ (𝑣⃗ − 𝑤⃗) = |𝑣⃗ − 𝑤⃗| ≠ 0, |𝑣⃗ − 𝑤⃗| = |𝑣⃗ + 𝑤⃗| / (2)",
        "[۰, ۱]D ۰٫۰۰۰۳ (۰٫۱۹۲۸, ۰٫۱۹۰۸, ۰٫۱۲۳۱) f۱۹ [−۵, ۵]D (۱, · · · , ۱) [−۵, ۱۰] × [۰, ۱۵] (−۳٫۱۴۲, ۱۲٫۲۷۵), (۹٫۴۲۵, ۲٫۴۲۵)",
        r"\fbox{$f(x)=\prod_{i=1}^{n}\left(i-\frac{1}{2i}\right)$} \fboxsep = 3pt \fboxrule = .4pt \colorbox{yellow}{$f(x)$}",
        "() [] /\\{} | ‖ ⌊⌋ ⌈⌉ ⟨⟩ ↑⇑ | ↑⇑ | ‖ | ↓⇓ ↓⇓ () [] /\\{} | ‖ ⌊⌋ ⌈⌉ ⟨⟩ ↑⇑ | ↑⇑ | ‖ |",
        "\uf0b7 " * 63,
    ],
)
def test_formulas_programs_and_bullets_pass(text):
    assert is_language(text)


ARABIC = (
    "في المساء تجتمع النساء على ضفة القناة لبيع الأسماك واللبن، وهي تخشى أن يأتي صيف آخر كصيف عام 2018 حين ماتت الجواميس "
    "عطشاً، ويحملون دفاترهم في أكياس كي لا تبتل، ويسألهم المعلم في أول الدرس ما لون الماء هذا الصباح"
)
# Half of the letters of a font tell the right text: small words are left, but the rest is none.
HALF = (
    "صًتشح تنرڛۏ ً إث فیصلو کرزی تست کو بدًی جوتص کسی چای نکند؏ مگر زش عمل نظاشح جًوز ندتشز1 یک تاجر سولر زش باصتش "
    "غزنی گفت کو شًصتنو پنج تا هشت زستگای میفرًشد ً بهاۏ هر زستگای از این"
)
EIGHT_BITS = "å¹*¹ƒÝºÃS käS íÃS ¹*S4¹ƒÿS ¹:S Y1ÃsgSh!S hÿ¹ŽS å¹*SÇíÃS ÞíS k=^ÿS “¿äSœi!S ÀZS ºS –\\S ºQS kƒˆ*S p* ÀZS¹äSíÃSÏÃ¹ÿSÓi›"
PARTLY = "په لویدیî کې¢ ¦ سیند پر غا³-¢ (* هم ¤®- خëهüر کو§ن$ شته چې ¦ نیکونو کسب یې نه ¦¶ پریùی, ¦ ¦®¶ ¦ (*سونو جو³ شو¯ منýی¢ کو¨· ¤® ²یو· پخو¤ په êوª سهیل"
DINGBATS = "✘❱❁ ✷✩★✚❈✹✪ ✴❖❄✖❀✙ ❲✭✭ ✾✪ ✴✼✕ ✘❂◆❏ ✘✕ ✾▲ ✾✪ ✩✖✪ ✫❲❳✫ ✘✕ ❑❨★ ■❂✪ ❩✚❅❆✕ ✜✚❂❬"
DOTS_APART = "در ولسوالی فرهی\ufbb3اغ از ح\ufbb3مله ۱۱۲ رسنه کاری\ufbb5ر، ینها ۲۹ رسنه آن هنوز آب دارد. موسفن\ufbb5دان فری\ufbb5ه میکوی\ufbb5ند که"


def test_arabic_of_newspapers_passes():
    assert is_language(ARABIC)


@pytest.mark.parametrize("text", [HALF, EIGHT_BITS, PARTLY, DINGBATS, DOTS_APART])
def test_what_other_fonts_leave_of_a_text_is_no_language(text):
    assert not is_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "self.passwordLabel.setObjectName(passwordLabel) font.setPointSize(16) QtWidgets.QLabel(centralWidget) newThreadQueue",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, a proto se šťastně vrátil domů dřív, než začalo pršet a přišla tma",
        "┌──┬──┐ │ A│ B│ ├──┼──┤ │ 1│ 2│ └──┴──┘ " * 3,
    ],
)
def test_programs_accents_and_drawn_tables_pass(text):
    assert is_language(text)


def test_text_with_all_its_vowel_signs_passes():
    verse = "حُرِّمَتْ عَلَيْكُمْ أُمَّهَاتُكُمْ وَبَنَاتُكُمْ وَأَخَوَاتُكُمْ وَعَمَّاتُكُمْ وَخَالَاتُكُمْ وَبَنَاتُ الْأَخِ وَبَنَاتُ الْأُخْتِ"
    assert is_language(verse)


def test_an_odd_page_of_a_font_that_is_sound_elsewhere_passes():
    odd = (
        "فريدريش نيتشه شوبنهاور فيتغنشتاين هايدغر كيركغور غوته شيلر هولدرلين تراكل ريلكه بنيامين أدورنو هابرماس "
        "شتيفان تسفايغ دورنمات فريش غراس توخولسكي"
    )
    sound = (
        "ثم إن النموذج الذي تم بناؤه في هذه الدراسة يعمل على النصوص التي لم تكن من قبل في مجموعة التدريب " * 5
    )
    alone, beside = [line(odd, 2, "A")], [line(sound, 1, "A"), line(odd, 2, "A")]
    assert (len(unreadable_pages(alone)), len(unreadable_pages(beside))) == (1, 0)
    other = [line(sound, 1, "B"), line(odd, 2, "A")]
    assert len(unreadable_pages(other)) == 1


def test_signs_that_draw_a_picture_beside_the_text_of_a_page_pass():
    picture = '% , # % , # ! " ,' * 12
    assert unreadable_pages([line(picture, 1, "Line")])
    assert not unreadable_pages([line(picture, 1, "Line"), line(ENGLISH * 4, 1, "Roman")])


def test_a_heading_of_names_passes_where_as_many_shuffled_letters_do_not():
    names = "استخدام العربية مع ليكس ٢ و البوليجلوسيا عادل محمد عبد العظيم أستاذ أمراض الفم كلية طب الأسنان ، جامعة عين شمس ، القاهرة ، جمهورية مصر العربية"
    letters = "ابتدرسکگلمنوهيعحقفصطشخ"
    shuffled = names.translate(str.maketrans(letters, letters[7:] + letters[:7]))
    assert is_language(names)
    assert not is_language(shuffled)


@pytest.mark.parametrize(
    "text",
    [
        "".join(map(chr, range(0xF020, 0xF060))) * 2,
        SHIFTED,
        SOUP,
        "x z k q w r t p l m n b v c f g h j " * 20,
    ],
)
def test_nonsense_does_not_pass(text):
    assert not is_language(text)


def line(text, page, font):
    return Line(spans=(Span(text=text, font=font),), page=page)


def test_one_broken_font_marks_its_page_though_the_other_is_sound():
    issues = unreadable_pages(
        [line(ENGLISH, 1, "Times"), line(SHIFTED, 1, "Nazanin"), line(PERSIAN, 2, "Nazanin")]
    )
    assert [(issue.code, issue.page, issue.human) for issue in issues] == [("unreadable-text", 1, True)]


def test_a_page_that_is_known_to_be_unreadable_is_not_told_twice():
    known = (Issue(code="unreadable-text", message="", page=1),)
    assert unreadable_pages([line(SHIFTED, 1, "Nazanin")], known) == ()


def test_lines_without_pages_have_no_page_to_mark():
    assert unreadable_pages([Line(spans=(Span(text=SHIFTED),))]) == ()
