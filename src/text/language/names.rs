//! Names of languages, and their three-letter codes.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold_name;

/// Returns the subtag of a language by its name in English or in itself, of much-read languages also by that in others, or
/// by its code of three letters.
pub(super) fn subtag(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
        let rows = LANGUAGES.iter().flat_map(|(subtag, codes, names)| {
            let codes = codes.split(' ').map(str::to_owned);
            codes.chain(names.split(", ").map(fold_name)).map(move |name| (name, *subtag))
        });
        rows.filter(|(name, _)| !name.is_empty()).collect()
    });
    NAMES.get(&fold_name(name)).copied()
}

/// Returns the subtag in use for one of two letters; `None` where ISO 639-1 has no such language.
pub(super) fn of_two_letters(code: &str) -> Option<&'static str> {
    if let Some((_, now)) = WITHDRAWN.iter().find(|(old, _)| *old == code) {
        return Some(now);
    }
    let at = LANGUAGES.binary_search_by(|(subtag, ..)| (subtag.len(), *subtag).cmp(&(2, code))).ok()?;
    LANGUAGES.get(at).map(|(subtag, ..)| *subtag)
}

/// Codes that have given way to others.
const WITHDRAWN: [(&str, &str); 6] =
    [("iw", "he"), ("in", "id"), ("ji", "yi"), ("jw", "jv"), ("mo", "ro"), ("sh", "sr")];

/// Each language by its subtag in BCP 47: ISO 639-2 and 639-3 codes that stand for it, and its names. First the languages
/// of ISO 639-1, in the order of their subtags, then others that news is written in.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("aa", "aar", "Afar"),
    ("ab", "abk", "Abkhazian, Abkhaz, аҧсуа"),
    ("ae", "ave", "Avestan"),
    ("af", "afr", "Afrikaans"),
    ("ak", "aka", "Akan"),
    ("am", "amh", "Amharic, አማርኛ"),
    ("an", "arg", "Aragonese"),
    (
        "ar",
        "ara arb",
        "Arabic, العربية, عربي, عربى, عربية, اللغة العربية, Arabisch, arabe, árabe, arabo, арабский, 阿拉伯语, アラビア語",
    ),
    ("as", "asm", "Assamese, অসমীয়া"),
    ("av", "ava", "Avaric, Avar"),
    ("ay", "aym", "Aymara"),
    ("az", "aze azj azb", "Azerbaijani, Azeri, Azərbaycan, Azərbaycan dili, Azərbaycanca"),
    ("ba", "bak", "Bashkir, башҡортса"),
    ("be", "bel", "Belarusian, Byelorussian, беларуская, беларуская мова"),
    ("bg", "bul", "Bulgarian, български, български език"),
    ("bi", "bis", "Bislama"),
    ("bm", "bam", "Bambara"),
    ("bn", "ben", "Bengali, Bangla, বাংলা"),
    ("bo", "bod tib", "Tibetan, བོད་སྐད་"),
    ("br", "bre", "Breton, brezhoneg"),
    ("bs", "bos", "Bosnian, bosanski"),
    ("ca", "cat", "Catalan, Valencian, català, valencià"),
    ("ce", "che", "Chechen"),
    ("ch", "cha", "Chamorro"),
    ("co", "cos", "Corsican, corsu"),
    ("cr", "cre", "Cree"),
    ("cs", "ces cze", "Czech, čeština, český, český jazyk, česky, Tschechisch, tchèque"),
    ("cu", "chu", "Church Slavic, Old Church Slavonic"),
    ("cv", "chv", "Chuvash"),
    ("cy", "cym wel", "Welsh, Cymraeg"),
    ("da", "dan", "Danish, dansk, Dänisch, danois"),
    (
        "de",
        "deu ger",
        "German, Deutsch, allemand, alemán, tedesco, alemão, Duits, niemiecki, tyska, немецкий, 德语, 德文, ドイツ語",
    ),
    ("dv", "div", "Divehi, Dhivehi, Maldivian"),
    ("dz", "dzo", "Dzongkha"),
    ("ee", "ewe", "Ewe"),
    ("el", "ell gre", "Greek, Modern Greek, ελληνικά, ελληνική γλώσσα, Griechisch, grec"),
    (
        "en",
        "eng",
        "English, Englisch, anglais, inglés, inglese, inglês, Engels, engelsk, engelska, angielski, англійська, английский, αγγλικά, İngilizce, الإنجليزية, 英語, 英语, 英文, 영어",
    ),
    ("eo", "epo", "Esperanto"),
    (
        "es",
        "spa",
        "Spanish, Castilian, español, castellano, Spanisch, espagnol, spagnolo, espanhol, Spaans, hiszpański, spanska, испанский, 西班牙语, スペイン語",
    ),
    ("et", "est ekk", "Estonian, eesti, eesti keel"),
    ("eu", "eus baq", "Basque, euskara"),
    ("fa", "fas per pes", "Persian, Farsi, Western Farsi, Iranian Persian, فارسی"),
    ("ff", "ful", "Fulah, Fula, Fulani"),
    ("fi", "fin", "Finnish, suomi, suomen kieli, Finnisch, finnois"),
    ("fj", "fij", "Fijian"),
    ("fo", "fao", "Faroese, føroyskt"),
    (
        "fr",
        "fra fre",
        "French, français, Französisch, francés, francese, francês, Frans, francuski, franska, французский, 法语, 法文, フランス語",
    ),
    ("fy", "fry", "Western Frisian, West Frisian, Frisian, Frysk"),
    ("ga", "gle", "Irish, Irish Gaelic, Gaeilge"),
    ("gd", "gla", "Scottish Gaelic, Gàidhlig"),
    ("gl", "glg", "Galician, galego"),
    ("gn", "grn", "Guarani, avañe'ẽ"),
    ("gu", "guj", "Gujarati, ગુજરાતી"),
    ("gv", "glv", "Manx"),
    ("ha", "hau", "Hausa"),
    ("he", "heb", "Hebrew, עברית, Hebräisch, hébreu"),
    ("hi", "hin", "Hindi, हिन्दी, हिंदी"),
    ("ho", "hmo", "Hiri Motu"),
    ("hr", "hrv scr", "Croatian, hrvatski"),
    ("ht", "hat", "Haitian, Haitian Creole, kreyòl ayisyen"),
    ("hu", "hun", "Hungarian, magyar, Ungarisch, hongrois"),
    ("hy", "hye arm", "Armenian, հայերեն"),
    ("hz", "her", "Herero"),
    ("ia", "ina", "Interlingua"),
    ("id", "ind", "Indonesian, Bahasa Indonesia"),
    ("ie", "ile", "Interlingue"),
    ("ig", "ibo", "Igbo"),
    ("ii", "iii", "Sichuan Yi"),
    ("ik", "ipk", "Inupiaq"),
    ("io", "ido", "Ido"),
    ("is", "isl ice", "Icelandic, íslenska"),
    (
        "it",
        "ita",
        "Italian, italiano, Italienisch, italien, Italiaans, włoski, italienska, итальянский, 意大利语, イタリア語",
    ),
    ("iu", "iku", "Inuktitut"),
    ("ja", "jpn", "Japanese, 日本語, 日语, 日文, Japanisch, japonais, japonés, giapponese, японский, 일본어"),
    ("jv", "jav", "Javanese, basa Jawa"),
    ("ka", "kat geo", "Georgian, ქართული, ქართული ენა"),
    ("kg", "kon", "Kongo, Kikongo"),
    ("ki", "kik", "Kikuyu"),
    ("kj", "kua", "Kuanyama"),
    ("kk", "kaz", "Kazakh, қазақша, қазақ тілі"),
    ("kl", "kal", "Kalaallisut, Greenlandic"),
    ("km", "khm", "Khmer, Central Khmer, ភាសាខ្មែរ, ខ្មែរ"),
    ("kn", "kan", "Kannada, ಕನ್ನಡ"),
    ("ko", "kor", "Korean, 한국어, 조선말, Koreanisch, coréen, 韓国語, 韩语"),
    ("kr", "kau", "Kanuri"),
    ("ks", "kas", "Kashmiri"),
    ("ku", "kur", "Kurdish, kurdî"),
    ("kv", "kom", "Komi"),
    ("kw", "cor", "Cornish, kernewek"),
    ("ky", "kir", "Kyrgyz, Kirghiz, кыргызча"),
    ("la", "lat", "Latin, latine"),
    ("lb", "ltz", "Luxembourgish, Letzeburgesch, Lëtzebuergesch"),
    ("lg", "lug", "Ganda, Luganda"),
    ("li", "lim", "Limburgish, Limburgan"),
    ("ln", "lin", "Lingala"),
    ("lo", "lao", "Lao, ລາວ, ພາສາລາວ"),
    ("lt", "lit", "Lithuanian, lietuvių, lietuvių kalba"),
    ("lu", "lub", "Luba-Katanga"),
    ("lv", "lav lvs", "Latvian, latviešu, latviešu valoda"),
    ("mg", "mlg", "Malagasy"),
    ("mh", "mah", "Marshallese"),
    ("mi", "mri mao", "Maori, te reo Māori"),
    ("mk", "mkd mac", "Macedonian, македонски, македонски јазик"),
    ("ml", "mal", "Malayalam, മലയാളം"),
    ("mn", "mon khk", "Mongolian, монгол, монгол хэл"),
    ("mr", "mar", "Marathi, मराठी"),
    ("ms", "msa may zsm zlm", "Malay, Standard Malay, Bahasa Melayu, Bahasa Malaysia"),
    ("mt", "mlt", "Maltese, Malti"),
    ("my", "mya bur", "Burmese, Myanmar, မြန်မာ, မြန်မာဘာသာ"),
    ("na", "nau", "Nauru, Nauruan"),
    ("nb", "nob", "Norwegian Bokmål, Bokmål, Norwegian Bokmal, norsk bokmål"),
    ("nd", "nde", "North Ndebele"),
    ("ne", "nep npi", "Nepali, नेपाली"),
    ("ng", "ndo", "Ndonga"),
    (
        "nl",
        "nld dut",
        "Dutch, Flemish, Nederlands, Vlaams, Niederländisch, néerlandais, neerlandés, olandese, holandés",
    ),
    ("nn", "nno", "Norwegian Nynorsk, Nynorsk, norsk nynorsk"),
    ("no", "nor", "Norwegian, norsk, Norwegisch, norvégien"),
    ("nr", "nbl", "South Ndebele"),
    ("nv", "nav", "Navajo, Navaho"),
    ("ny", "nya", "Chichewa, Chewa, Nyanja"),
    ("oc", "oci", "Occitan"),
    ("oj", "oji", "Ojibwa, Ojibwe"),
    ("om", "orm", "Oromo, Afaan Oromoo"),
    ("or", "ori ory", "Odia, Oriya, ଓଡ଼ିଆ"),
    ("os", "oss", "Ossetian, Ossetic"),
    ("pa", "pan", "Punjabi, Panjabi, ਪੰਜਾਬੀ"),
    ("pi", "pli", "Pali"),
    ("pl", "pol", "Polish, polski, język polski, Polnisch, polonais"),
    ("ps", "pus", "Pashto, Pushto, پښتو"),
    (
        "pt",
        "por",
        "Portuguese, português, Portugiesisch, portugais, portugués, portoghese, Portugees, portugalski, portugisiska, португальский, 葡萄牙语, ポルトガル語",
    ),
    ("qu", "que", "Quechua, Runa Simi"),
    ("rm", "roh", "Romansh, rumantsch"),
    ("rn", "run", "Rundi, Kirundi"),
    ("ro", "ron rum mol", "Romanian, Moldavian, Moldovan, română, limba română, Rumänisch, roumain"),
    (
        "ru",
        "rus",
        "Russian, русский, русский язык, по-русски, Russisch, russe, ruso, russo, rosyjski, ryska, російська, 俄语, ロシア語",
    ),
    ("rw", "kin", "Kinyarwanda"),
    ("sa", "san", "Sanskrit"),
    ("sc", "srd", "Sardinian"),
    ("sd", "snd", "Sindhi, سنڌي"),
    ("se", "sme", "Northern Sami"),
    ("sg", "sag", "Sango"),
    ("si", "sin", "Sinhala, Sinhalese, සිංහල"),
    ("sk", "slk slo", "Slovak, slovenčina, slovenský jazyk"),
    ("sl", "slv", "Slovenian, Slovene, slovenščina, slovenski jezik"),
    ("sm", "smo", "Samoan"),
    ("sn", "sna", "Shona"),
    ("so", "som", "Somali, Soomaali"),
    ("sq", "sqi alb als", "Albanian, shqip, gjuha shqipe"),
    ("sr", "srp scc hbs", "Serbian, српски, српски језик, srpski, Serbo-Croatian"),
    ("ss", "ssw", "Swati"),
    ("st", "sot", "Southern Sotho, Sesotho"),
    ("su", "sun", "Sundanese"),
    ("sv", "swe", "Swedish, svenska, Schwedisch, suédois"),
    ("sw", "swa swh", "Swahili, Kiswahili"),
    ("ta", "tam", "Tamil, தமிழ்"),
    ("te", "tel", "Telugu, తెలుగు"),
    ("tg", "tgk", "Tajik, тоҷикӣ"),
    ("th", "tha", "Thai, ไทย, ภาษาไทย"),
    ("ti", "tir", "Tigrinya, ትግርኛ"),
    ("tk", "tuk", "Turkmen, Türkmen, Türkmençe"),
    ("tl", "tgl", "Tagalog"),
    ("tn", "tsn", "Tswana, Setswana"),
    ("to", "ton", "Tonga, Tongan"),
    ("tr", "tur", "Turkish, Türkçe, Türkisch, turc, turco"),
    ("ts", "tso", "Tsonga"),
    ("tt", "tat", "Tatar, татар, татарча"),
    ("tw", "twi", "Twi"),
    ("ty", "tah", "Tahitian"),
    ("ug", "uig", "Uyghur, Uighur, ئۇيغۇرچە"),
    ("uk", "ukr", "Ukrainian, українська, українська мова, украинский, Ukrainisch, ukrainien"),
    ("ur", "urd", "Urdu, اردو"),
    ("uz", "uzb uzn", "Uzbek, oʻzbek, oʻzbekcha, ўзбекча"),
    ("ve", "ven", "Venda"),
    ("vi", "vie", "Vietnamese, tiếng Việt"),
    ("vo", "vol", "Volapük"),
    ("wa", "wln", "Walloon"),
    ("wo", "wol", "Wolof"),
    ("xh", "xho", "Xhosa, isiXhosa"),
    ("yi", "yid ydd", "Yiddish, ייִדיש, יידיש"),
    ("yo", "yor", "Yoruba, Yorùbá"),
    ("za", "zha", "Zhuang"),
    (
        "zh",
        "zho chi cmn",
        "Chinese, Mandarin, Mandarin Chinese, 中文, 汉语, 漢語, 华语, 華語, 中国语, 中國語, 中国語, 普通话, 國語, Chinesisch, chinois, chino, cinese, chinês, китайский, 중국어",
    ),
    ("zu", "zul", "Zulu, isiZulu"),
    ("ast", "", "Asturian, asturianu"),
    ("bho", "", "Bhojpuri"),
    ("ceb", "", "Cebuano"),
    ("chr", "", "Cherokee"),
    ("ckb", "", "Central Kurdish, Sorani, کوردیی ناوەندی, سۆرانی"),
    ("dsb", "", "Lower Sorbian"),
    ("fil", "", "Filipino, Pilipino"),
    ("fur", "", "Friulian"),
    ("grc", "", "Ancient Greek"),
    ("gsw", "", "Swiss German, Alemannic, Schwyzerdütsch, Schweizerdeutsch"),
    ("haw", "", "Hawaiian, ʻŌlelo Hawaiʻi"),
    ("hil", "", "Hiligaynon"),
    ("hmn", "", "Hmong"),
    ("hsb", "", "Upper Sorbian"),
    ("ilo", "", "Iloko, Ilocano"),
    ("kab", "", "Kabyle, Taqbaylit"),
    ("kea", "", "Cape Verdean Creole, Kabuverdianu"),
    ("kmr", "", "Northern Kurdish, Kurmanji, kurmancî"),
    ("kok", "gom", "Konkani"),
    ("lad", "", "Ladino, Judeo-Spanish"),
    ("mai", "", "Maithili"),
    ("nds", "", "Low German, Low Saxon, Plattdeutsch, Plattdüütsch"),
    ("nso", "", "Northern Sotho, Pedi, Sepedi"),
    ("pap", "", "Papiamento"),
    ("pcm", "", "Nigerian Pidgin"),
    ("prs", "", "Dari, دری"),
    ("rom", "", "Romany, Romani"),
    ("rue", "", "Rusyn"),
    ("sah", "", "Yakut, Sakha"),
    ("scn", "", "Sicilian"),
    ("sco", "", "Scots"),
    ("syr", "", "Syriac"),
    ("szl", "", "Silesian"),
    ("tet", "", "Tetum"),
    ("tpi", "", "Tok Pisin"),
    ("vec", "", "Venetian"),
    ("war", "", "Waray"),
    ("yue", "", "Cantonese, 粵語, 粤语, 廣東話, 广东话"),
    ("zgh", "", "Standard Moroccan Tamazight"),
    ("zh-Hans", "", "简体中文, 简体, 簡体字中国語, 簡體中文"),
    ("zh-Hant", "", "繁體中文, 繁体中文, 正體中文, 繁體"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_two_letters_are_found_among_the_first() {
        assert!(LANGUAGES.is_sorted_by_key(|(subtag, ..)| (subtag.len(), *subtag)));
        assert_eq!(LANGUAGES.iter().filter(|(subtag, ..)| subtag.len() == 2).count(), 183);
        assert_eq!(of_two_letters("zu"), Some("zu"));
        assert_eq!(of_two_letters("iw"), Some("he"));
        assert_eq!(of_two_letters("xx"), None);
    }

    #[test]
    fn a_name_stands_for_one_language() {
        let mut owners = HashMap::new();
        for (subtag, codes, names) in LANGUAGES {
            for name in codes.split(' ').map(str::to_owned).chain(names.split(", ").map(fold_name)) {
                if !name.is_empty() {
                    let owner = *owners.entry(name.clone()).or_insert(subtag);
                    assert_eq!(owner, subtag, "{name}");
                }
            }
        }
    }
}
