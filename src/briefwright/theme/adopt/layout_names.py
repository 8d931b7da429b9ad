"""The name of a layout to what it is for, in the languages that Office is used in most.

Names are free and are changed, so they are asked after the client's own use and after the type that a layout states.
"""

from __future__ import annotations

import re
from typing import Literal

Purpose = Literal["cover", "section", "closing", "content", "special", ""]

# In this order: "thank you and contact" is no contact sheet, "section title" is no cover.
_WORDS: tuple[tuple[Purpose, str], ...] = (
    (
        "closing",
        r"closing|\bend\b|\bending\b|thank|contact|\bback ?cover|q ?& ?a|questions|abschluss|schlussfolie"
        r"|\bende\b|danke|kontakt|merci|\bfin\b|cl(ô|o)ture|gracias|cierre|despedida|grazie|chiusura"
        r"|obrigad|encerramento|bedankt|tack\b|takk\b|kiitos|dzi(ę|e)kuj|zako(ń|n)czenie|спасибо|контакт"
        r"|结束|結束|谢谢|謝謝|致谢|感谢|封底|終わり|ありがとう|お問い合わせ|감사|마지막|شكر|خاتمة|תודה"
        r"|סיום",
    ),
    (
        "section",
        r"section|divider|chapter|separator|transition|segue|break\b|abschnitt|kapitel|trenn"
        r"|zwischen(titel|folie|seite)|intercalaire|chapitre|secci(ó|o)n|divisor|cap(í|i)tulo|sezione"
        r"|capitolo|se(ç|c)(ã|a)o|avsnitt|sektion|afsnit|\bosa\b|osan|sekcj|rozdzia|oddíl|раздел|节标题"
        r"|節標題|章节|章節|章标题|過渡|过渡|区段|區段|セクション|章|中扉|扉|구역|섹션|간지|مقطع|قسم|מקטע",
    ),
    (
        "special",
        r"blank|empty|leer|vide\b|vac(í|i)|vuot|em branco|pust|пуст|空白|白紙|빈 화면|فارغ|ריק|quote|zitat"
        r"|citation|cita\b|引用|picture|photo|image|bild|foto|图片|圖片|画像|写真|그림|caption|vertical"
        r"|vertikal|竖排|垂直|縦書き|세로|comparison|vergleich|comparaison|comparaci|比较|比較|비교"
        r"|\btwo\b|zwei|deux|\bdos\b|\bdue\b|\bdois|两|兩|2 ?つ|code\b|agenda|tables? of contents?"
        r"|inhalt(sverzeichnis|sübersicht)|sommaire|目录|目錄|目次|목차|team|timeline|statement"
        r"|big (idea|number)|main.point|instruction|guid(e|ance)|anleitung|how to|disclaimer|legal",
    ),
    (
        "cover",
        r"title.?(slide|page|master)|cover|front.?page|opening|[-–—:|] ?title( \d+)?$"
        r"|^title\b(?!.*(content|only|text|and|body|bullet|top|object))|titel(folie|seite|blatt)|deckblatt"
        r"|titre$|diapositive de titre|page de (titre|garde)|couverture|portada"
        r"|diapositiva (de )?t(í|i)tulo|slide de t(í|i)tulo|diapositiva titolo|copertina|\bcapa\b|titeldia"
        r"|titelsida|rubrikbild|tittellysbilde|forside|otsikkodia|tytu(ł|l)owy|úvodní|титульн|обложк"
        r"|标题幻灯片|標題投影片|封面|首页|タイトル ?スライド|表紙|제목 슬라이드|표지|شريحة ?(ال)?عنوان"
        r"|غلاف|שקופית כותרת|שער",
    ),
    (
        "content",
        r"content|title.{0,5}only|title.{0,9}(body|text|bullet|object)|\btext\b|body|inhalt|nur titel"
        r"|aufz(ä|a)hlung|contenu|titre (et|seul)|contenido|objetos|solo (el )?t(í|i)tulo|contenuto"
        r"|solo titolo|conte(ú|u)do|somente t(í|i)tulo|inneh(å|a)ll|innhold|indhold|sis(ä|a)lt(ö|o)"
        r"|zawarto|tylko tytu|obsah|заголовок и|только заголовок|标题和内容|仅标题|標題及內容|只有標題"
        r"|正文|内容|內容|コンテンツ|タイトルのみ|本文|汎用|제목 및 내용|제목만|본문|محتوى|عنوان فقط|תוכן"
        r"|כותרת בלבד",
    ),
)
_KNOWN = tuple((purpose, re.compile(words, re.IGNORECASE)) for purpose, words in _WORDS)


def purpose_of(name: str) -> Purpose:
    """What a layout of that name is for; empty where the name does not say."""
    plain = re.sub(r"[_\-]+", " ", name)
    return next((purpose for purpose, words in _KNOWN if words.search(plain) or words.search(name)), "")
