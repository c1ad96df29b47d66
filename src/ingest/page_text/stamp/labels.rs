//! The words that say of a date whether it is of publication or of an update.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;

/// The kind of a date that a label says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Label {
    Published,
    Modified,
}

/// Labels of publication, parted by strokes.
const PUBLISHED: &str = "published|published on|published at|published in|posted|posted on|posted at|first published|first posted|\
    originally published|publication|publication date|publish date|date|created|created on|released|filed|\
    veröffentlicht|zuerst veröffentlicht|erstveröffentlicht|publiziert|erstellt|geschrieben|erschienen|erschienen am|datum|\
    publié|publié le|publiée|publiée le|paru|paru le|mis en ligne|mis en ligne le|créé le|\
    publicado|publicado el|publicado em|publicada|publicada el|publicación|fecha|fecha de publicación|creado|\
    pubblicato|pubblicato il|pubblicata|pubblicazione|data di pubblicazione|data de publicação|data|\
    gepubliceerd|gepubliceerd op|geplaatst|geplaatst op|publicatiedatum|\
    publisert|publiceret|udgivet|publicerad|publicerades|julkaistu|birt|\
    publikacja|opublikowano|opublikowane|data publikacji|dodano|utworzono|\
    publikováno|vydáno|zveřejněno|publikované|megjelent|közzétéve|publicat|objavljeno|објављено|\
    опубликовано|дата публикации|дата|публикация|опубліковано|публікація|\
    yayın tarihi|yayınlanma|yayınlanma tarihi|yayınlandı|giriş|giriş tarihi|oluşturulma|oluşturulma tarihi|eklenme|eklenme tarihi|\
    نشر|نشر في|نُشر في|تاريخ النشر|نشرت في|פורסם|פורסם ב|δημοσίευση|δημοσιεύτηκε|δημοσιεύθηκε|\
    公開|公開日|投稿|投稿日|掲載|配信|発表|发布|发布时间|發布|입력|등록|게시|diterbitkan|ngày đăng";

/// Labels of an update, parted by strokes.
const MODIFIED: &str = "updated|updated on|updated at|update|last updated|last updated on|last update|modified|last modified|\
    last modified on|edited|last edited|revised|\
    aktualisiert|aktualisiert am|zuletzt aktualisiert|zuletzt aktualisiert am|letztes update|letzte aktualisierung|aktualisierung|\
    geändert|geändert am|zuletzt geändert|stand|\
    mis à jour|mis à jour le|mise à jour|mise à jour le|màj|maj|modifié|modifié le|dernière mise à jour|actualisé|actualisé le|\
    actualizado|actualizado el|actualizada|actualizada el|actualización|última actualización|modificado|\
    aggiornato|aggiornato il|aggiornato alle|aggiornata|aggiornamento|ultimo aggiornamento|modificato|modifica il|ultima modifica|\
    atualizado|atualizado em|atualizada|atualizada em|atualização|última atualização|\
    bijgewerkt|bijgewerkt op|laatst bijgewerkt|laatste update|aangepast|gewijzigd|\
    oppdatert|sist oppdatert|opdateret|sidst opdateret|uppdaterad|senast uppdaterad|ändrad|uppfært|päivitetty|muokattu|\
    aktualizacja|zaktualizowano|ostatnia aktualizacja|aktualizováno|aktualizované|frissítve|actualizat|ažurirano|\
    обновлено|обновлена|изменено|последнее обновление|оновлено|güncelleme|güncellenme|güncellenme tarihi|güncellendi|son güncelleme|\
    آخر تحديث|تحديث|عُدل في|עודכן|עודכן ב|עדכון|עדכון אחרון|ενημέρωση|ενημερώθηκε|τελευταία ενημέρωση|\
    更新|更新日|最終更新|最后更新|수정|최종수정|최종 수정|업데이트|diperbarui";

/// The labels by their first letter.
static LABELS: LazyLock<HashMap<char, Vec<(&str, Label)>>> = LazyLock::new(|| {
    let mut labels: HashMap<char, Vec<(&str, Label)>> = HashMap::new();
    for (names, label) in [(PUBLISHED, Label::Published), (MODIFIED, Label::Modified)] {
        for name in names.split('|') {
            labels.entry(first(name)).or_default().push((name, label));
        }
    }
    labels
});

fn first(text: &str) -> char {
    text.chars().next().and_then(|c| c.to_lowercase().next()).unwrap_or(' ')
}

/// Words between a label and its date.
const PREPOSITIONS: &[&str] = &[
    "am ", "den ", "on ", "le ", "el ", "il ", "em ", "op ", "at ", "the ", "in ", "w dniu ", "dnia ", "в ",
    "d. ",
];

/// Returns the longest label with which a text begins, and its length.
pub(super) fn at_start(text: &str) -> Option<(Label, usize)> {
    let labels = LABELS.get(&first(text))?;
    let found = labels.iter().filter_map(|&(name, label)| Some((label, length(text, name)?)));
    found.max_by_key(|(_, length)| *length)
}

/// Returns the kind of a line that is a label and nothing else.
pub(super) fn alone(line: &str) -> Option<Label> {
    let (label, length) = at_start(line)?;
    let rest = line.get(length..)?.trim_matches([':', '：', ' ', '.']);
    (rest.is_empty() || PREPOSITIONS.iter().any(|word| word.trim() == rest)).then_some(label)
}

fn length(text: &str, name: &str) -> Option<usize> {
    let start = text.get(..name.len())?;
    let rest = text.get(name.len()..)?;
    let same = fold(start) == fold(name) && !rest.starts_with(char::is_alphabetic);
    same.then_some(name.len())
}

/// Returns what follows a label: `: 4 May 2024`, `am 4. Mai 2024`.
pub(super) fn without_preposition(text: &str) -> &str {
    let text = text.trim_start_matches([':', '：', ' ', '|', '-', '–', '•']);
    let lower = |word: &&&str| text.get(..word.len()).is_some_and(|start| start.to_lowercase() == ***word);
    let found = PREPOSITIONS.iter().find(lower);
    found.and_then(|word| text.get(word.len()..)).unwrap_or(text).trim_start_matches([':', '：', ' '])
}
