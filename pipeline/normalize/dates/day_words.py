"""Days of the month in words, as letters and blogs in Persian and Pashto write them: «بیست و سوم», «پنځمه».

Written with Persian yeh and kaf; a blank stands for a blank or a ZWNJ. Only ordinals: a number that counts («دو») may
count anything.
"""

from __future__ import annotations

from itertools import chain

# Spellings of one number stand in one line of code parted by bars, a blank in them as a low line.
PERSIAN = """
یکم|اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم|هفتدهم
هجدهم|هژدهم|هیجدهم نوزدهم بیستم بیست_و_یکم بیست_و_دوم بیست_و_سوم بیست_و_چهارم بیست_و_پنجم بیست_و_ششم بیست_و_هفتم
بیست_و_هشتم بیست_و_نهم سی_ام|سیم سی_و_یکم
"""
PASHTO = """
لومړۍ|لومړی دوهمه|دویمه درېیمه|دریمه څلورمه پنځمه شپږمه اوومه|اومه اتمه نهمه لسمه یوولسمه|یولسمه دوولسمه|دولسمه دیارلسمه
څوارلسمه|څورلسمه پنځلسمه|پنځه_لسمه شپاړسمه|شپاړلسمه اوولسمه|اولسمه اتلسمه نولسمه|نونسمه شلمه یوویشتمه|یویشتمه
دوویشتمه|دوه_ویشتمه درویشتمه|درې_ویشتمه څلېریشتمه|څلیریشتمه|څلور_ویشتمه پنځویشتمه|پنځه_ویشتمه شپږویشتمه|شپږ_ویشتمه
اوویشتمه|اوه_ویشتمه|اووه_ویشتمه اتویشتمه|اته_ویشتمه نهویشتمه|نهه_ویشتمه دېرشمه یودېرشمه|یو_دېرشمه
"""
DAYS = {
    word.replace("_", " "): number
    for number, words in chain(enumerate(PERSIAN.split(), 1), enumerate(PASHTO.split(), 1))
    for word in words.split("|")
}
FIRST = frozenset(words.split()[0] for words in DAYS)
MOST_WORDS = max(len(words.split()) for words in DAYS)
