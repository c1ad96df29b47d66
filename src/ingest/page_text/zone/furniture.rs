//! Lines that belong to the page and not to its article. The lists are folded, and parted by strokes.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::ingest::page_text::lines::Line;
use crate::text::fold_name;

/// A line below which the article may be over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wall {
    /// A box of links: the article often goes on below it.
    Links,
    /// What readers wrote.
    Comments,
    /// The foot of the page.
    Foot,
}

const LINKS: &str = "related content|related articles|related article|related stories|related story|related topics|related news|related links|\
    related posts|related coverage|related|sponsored content|sponsored|sponsored links|sponsored stories|hot opinion|most read|most popular|most viewed|\
    most shared|popular|popular stories|popular now|trending|trending now|trending stories|trending news|recommended|recommended stories|\
    recommended for you|recommended by|recommended videos|you might also like|you may also like|you may like|you may also be interested in|\
    read next|up next|latest news|latest|latest stories|latest headlines|top stories|top news|more stories|more news|more from|more on this story|\
    more on this topic|more for you|more to read|don't miss|must read|must reads|editor's picks|editors' picks|editor's choice|in this story|\
    keep reading|from the web|around the web|promoted stories|promoted content|featured|what to read next|read more related articles|\
    about the author|about the authors|see also|explore more|newsletters|from our partners|paid content|partner content|suggested stories|\
    meistgelesen|meistgelesene artikel|meistgeklickt|mehr aus|mehr zum thema|das konnte sie auch interessieren|auch interessant|\
    das konnte sie interessieren|weitere artikel|weitere nachrichten|weitere themen|ahnliche artikel|verwandte artikel|empfohlen|\
    empfehlungen|top-themen|neueste artikel|newsticker|lesen sie auch|zum thema|passend zum thema|aus dem ressort|\
    les plus lus|les plus lues|sur le meme sujet|sur le meme theme|articles lies|a lire aussi|a lire egalement|a voir aussi|lire aussi|\
    voir aussi|dans la meme rubrique|nos derniers articles|l'essentiel|\
    lo mas leido|lo mas visto|lo mas|noticias relacionadas|mas noticias|articulos relacionados|contenido relacionado|te puede interesar|\
    mas informacion|relacionados|ultimas noticias|recomendados|\
    leggi anche|i piu letti|piu letti|articoli correlati|notizie correlate|potrebbe interessarti|correlati|ultime notizie|consigliati|\
    mais lidas|mais lidos|noticias relacionadas|leia tambem|leia mais|veja tambem|relacionadas|ultimas noticias|\
    meest gelezen|lees ook|gerelateerd|meer nieuws|aanbevolen|les ogsa|mest lest|las mer|las ocksa|mest last|laes ogsa|mest laeste|\
    lue myos|luetuimmat|najczesciej czytane|czytaj takze|zobacz takze|polecane|czytaj tez|nejctenejsi|mohlo by vas zajimat|souvisejici clanky|\
    читаите также|читать также|самое читаемое|популярное|похожие новости|материалы по теме|новости по теме|смотрите также|по теме|\
    последние новости|ilgili haberler|benzer haberler|diger haberler|cok okunanlar|son dakika|onerilen haberler|\
    اقرا ايضا|اقرأ أيضا|أخبار ذات صلة|ذات صلة|الأكثر قراءة|מומלצים|כתבות נוספות|关连新闻|関連記事|おすすめ記事|アクセスランキング|相关新闻|관련기사|많이 본 뉴스";

const COMMENTS: &str = "comments|comment|leave a comment|leave a reply|post a comment|join the conversation|view comments|show comments|\
    add a comment|reader comments|discussion|join the discussion|your comments|comments are closed|\
    kommentare|kommentar|kommentar schreiben|diskussion|leserkommentare|forum|commentaires|commenter|reagir|vos reactions|\
    comentarios|comenta|deja un comentario|commenti|commenta|comentarios|reacties|reageer|kommentarer|kommentteja|komentarze|\
    komentare|diskuse|комментарии|обсуждение|yorumlar|yorum yap|التعليقات|תגובות|σχολια|コメント|댓글";

const FOOT: &str = "copyright|©|(c)|all rights reserved|alle rechte vorbehalten|tous droits reserves|todos los derechos reservados|\
    tutti i diritti riservati|todos os direitos reservados|все права защищены|tum haklari saklidir|impressum|terms of use|privacy policy|\
    our standards";

/// Beginnings of lines that ask the reader to do something.
const PROMOTIONS: &str = "read more|read also|also read|read:|sign up|click here|related|subscribe|advertisement|advertorial|share this|share on|\
    share via|share|follow us|skip to|jump to|listen to|watch:|watch live|more on|more:|see more|support |donate|get the |missing out on|want more|sign in|don't miss|stay up to date|this story is part|for more |reach |already a subscriber|log in|\
    by subscribing|by signing up|enter your email|your email|newsletter|download the app|you may also|most read|view gallery|view images|\
    story continued below|story continues below|article continues|continue reading|scroll to continue|save article|recommended by|show caption|hide caption|\
    image gallery|play video|print article|reuse this|our standards|purchase licensing|loading|javascript|this video|add to your saved|join us|\
    gift this|give this article|quick guide|\
    mehr zum|mehr zu |lesen sie|lesen sie auch|zum inhalt|zur startseite|anzeige|werbung|artikel anhoren|artikel teilen|teilen|jetzt abonnieren|\
    jetzt lesen|zum artikel|zur galerie|externer inhalt|an dieser stelle|anmelden|registrieren|vorlesen|drucken|\
    lire aussi|a lire aussi|lire la suite|lire plus|publicite|passer la publicite|partager|s'abonner|abonnez-vous|inscrivez-vous|article reserve|temps de lecture|\
    leer mas|lee tambien|leer tambien|publicidad|compartir|suscribete|siga |escuchar|mas informacion|\
    leggi anche|leggi di piu|pubblicita|condividi|iscriviti|abbonati|ascolta|\
    leia mais|leia tambem|publicidade|compartilhe|assine|partilhar|ouvir|\
    lees ook|lees meer|advertentie|deel dit|abonneer|luister|annonse|annons|reklame|les ogsa|las mer|las ocksa|laes ogsa|del artikkelen|\
    mainos|lue myos|czytaj|reklama|przeczytaj|udostepnij|ctete|sdilet|\
    читаите также|читать|подписы|реклама|поделиться|haberin devami|reklam|abone ol|paylas|اقرا|اقرأ|إعلان|اعلان|مشاركة|פרסומת|שתפו|広告|関連|シェア";

/// Returns the wall that a line is, if it is one.
pub fn wall(line: &Line<'_>) -> Option<Wall> {
    if line.text.len() > 160 || line.is_paragraph() && line.chars() > 90 {
        return None;
    }
    let folded = fold_name(line.text.trim_start_matches(['*', '+', '•', ' ']));
    let bare = folded.trim_end_matches([':', '.', '!', '…', '>', '»', ' ']);
    if is_foot(bare) {
        return Some(Wall::Foot);
    }
    let uncounted =
        bare.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' ' | '[' | ']'));
    if WORDS_OF_COMMENTS.contains(uncounted) || is_comment_of_reader(&folded) {
        return Some(Wall::Comments);
    }
    let is_links = WORDS_OF_LINKS.contains(bare)
        || ["more from ", "mehr aus ", "more stories from ", "mehr von ", "recommended by "]
            .iter()
            .any(|start| bare.starts_with(start));
    is_links.then_some(Wall::Links)
}

static WORDS_OF_LINKS: LazyLock<HashSet<&str>> = LazyLock::new(|| LINKS.split('|').collect());
static WORDS_OF_COMMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMENTS.split('|').collect());

fn is_foot(folded: &str) -> bool {
    FOOT.split('|').any(|word| {
        let rest = folded.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic) && folded.len() <= 120)
    })
}

/// Returns true for the line above a reader's words: `Posted by Ann on Monday`.
fn is_comment_of_reader(folded: &str) -> bool {
    folded.len() <= 80
        && ["posted by ", "comment by ", "commented by "].iter().any(|start| folded.starts_with(start))
}

/// Returns true if the line asks the reader to do something.
pub fn is_promotion(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(48)).unwrap_or(text);
    let folded = fold_name(head);
    let starts = |start: &str| {
        let rest = folded.strip_prefix(start);
        rest.is_some_and(|rest| start.ends_with([':', ' ']) || !rest.starts_with(char::is_alphanumeric))
    };
    text.chars().take(201).count() <= 200 && PROMOTIONS.split('|').any(starts)
}
