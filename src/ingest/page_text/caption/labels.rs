//! The words that say of a text that it is a credit.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::{fold, fold_name};

/// Labels of credits, folded, behind which a colon, dots or a stop follow.
const LABELS: &str = "photo credit|photo credits|image credit|image credits|picture credit|photo|photos|image|images|picture|pictures|\
    pic|pics|photograph|photographs|photography|credit|credits|file|file photo|file image|file picture|file pic|courtesy|\
    illustration|illustrative photo|illustrative image|graphic|graphics|screenshot|screengrab|video|photo/video|photo and video|\
    foto|fotos|foto's|fotografie|fotograf|fotocredit|bild|bilder|bildquelle|bildnachweis|bildrechte|quelle|symbolbild|symbolfoto|\
    archivbild|archivfoto|grafik|montage|copyright|rechte|\
    credit photo|credits photo|photo d'illustration|photo d'archives|image d'illustration|photographie|source|\
    imagen|imagenes|fotografia|foto de archivo|archivo|credito|creditos|credito da foto|imagem|imagens|foto di repertorio|\
    foto d'archivio|foto archivio|fonte|beeld|bron|foto archief|billede|bilde|bilder|kuva|kuvat|fot|zdjecie|zdjecia|fotografija|\
    fotograf credit|fotoğraf|gorsel|fotograf:|kaynak|foto arsip|dok|mynd|ljosmynd|foto ilustrasi|\
    фото|фотография|снимка|иллюстрация|צילום|תמונה|صورة|الصورة|تصوير|φωτο|φωτογραφια|πηγη|写真|撮影|画像|사진|图|图片|摄影";

/// Labels that need no colon.
const PHRASES: &str = "photo by|photos by|photograph by|photographs by|photographed by|photography by|image by|images by|picture by|\
    pictures by|pic by|illustration by|graphic by|screenshot by|photo courtesy of|photos courtesy of|image courtesy of|\
    images courtesy of|picture courtesy of|photo courtesy|image courtesy|photo via|image via|picture via|photo from|\
    file photo by|photo copyright|photo illustration by|\
    foto von|fotos von|bild von|foto di|foto de|fotos de|foto door|foto av|foto af|photo de|photo par|photos de|\
    fotografia de|fotografia di|imagen de";

/// Words of a bracket that say how a picture is meant, and not whose it is.
const MANNERS: &[&str] = &[
    "illustrative",
    "illustration",
    "illustrative photo",
    "illustrative image",
    "illustrative picture",
    "file",
    "file photo",
    "file image",
    "file picture",
    "file pic",
    "archive",
    "archives",
    "archive photo",
    "archiv",
    "archivbild",
    "archivfoto",
    "symbolbild",
    "symbolfoto",
    "symbolic",
    "symbol image",
    "archivo",
    "foto de archivo",
    "imagen de archivo",
    "repertorio",
    "archivio",
    "screenshot",
    "illustratief",
    "archieffoto",
    "temsili",
    "арχив",
    "архив",
    "иллюстрация",
    "image d'illustration",
    "photo d'illustration",
    "illustratiebeeld",
    "arkivfoto",
    "arkivbild",
    "representational image",
    "representative image",
    "photo illustration",
    "stock photo",
    "for representation",
    "ilustrativa",
    "ilustracja",
    "generic",
];

/// Returns true if a text says how a picture is meant, and names nobody.
pub(super) fn is_manner(text: &str) -> bool {
    MANNERS.contains(&fold_name(text.trim_matches(['.', ' ', ':', ','])).as_str())
}

/// Returns the credit of a text that begins with a label; it may be empty.
pub(super) fn after(text: &str) -> Option<&str> {
    after_label(text).or_else(|| after_phrase(text))
}

/// Returns what follows the label and colon with which the text begins.
pub(super) fn after_label(text: &str) -> Option<&str> {
    let (label, rest) = parted(text)?;
    if label.len() > 60 {
        return None;
    }
    let label = fold_name(label.trim_end_matches(['.', ' ']));
    FOLDED.contains(&label).then(|| rest.trim())
}

static FOLDED: LazyLock<HashSet<String>> = LazyLock::new(|| LABELS.split('|').map(fold_name).collect());

/// Returns true if a text begins with a label that also stands before what is no credit of a picture.
pub(super) fn is_of_text(text: &str) -> bool {
    const OF_TEXTS: &[&str] = &[
        "source",
        "quelle",
        "fonte",
        "bron",
        "kaynak",
        "πηγη",
        "video",
        "file",
        "archivo",
        "copyright",
        "rechte",
    ];
    let label = parted(text).map(|(label, _)| fold_name(label));
    label.is_some_and(|label| OF_TEXTS.contains(&label.as_str()))
}

/// Parts a text at its first colon or dots: `Photo: Ann Lee`, `Credit...Ann Lee`, `Fot. Ann Lee`.
fn parted(text: &str) -> Option<(&str, &str)> {
    let colon = text.find([':', '：']);
    let dots = text.find("...").or_else(|| text.find('…'));
    let at = match (colon, dots) {
        (Some(colon), Some(dots)) => colon.min(dots),
        (colon, dots) => colon.or(dots).or_else(|| text.find(". ").filter(|at| *at <= 5))?,
    };
    let rest = text.get(at..)?.trim_start_matches([':', '：', '.', '…']);
    Some((text.get(..at)?, rest))
}

fn after_phrase(text: &str) -> Option<&str> {
    let folded = |phrase: &&str| {
        let rest = text.get(phrase.len()..).filter(|rest| rest.starts_with(' '))?;
        (fold(text.get(..phrase.len())?) == **phrase).then_some(rest.trim())
    };
    PHRASES.split('|').find_map(|phrase| folded(&phrase))
}
