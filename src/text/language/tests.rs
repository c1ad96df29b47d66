//! Languages told from texts of news: headlines, and paragraphs.

use super::detect;

/// Texts by their language.
const TOLD: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "Fishermen say harbour plan would close half of the quays",
            "Storm leaves thousands of homes without power",
            "Three dead after ferry crash off the coast",
            "The harbour was closed on Tuesday after a barge struck the bridge. No one was hurt, but ferries will not run before Friday, the port authority said, and commuters have been told to use the tunnel.",
        ],
    ),
    (
        "de",
        &[
            "Nach dem Sturm fahren die Fähren wieder",
            "Regierung will Häfen schneller ausbauen",
            "Der Hafen wurde am Dienstag gesperrt, nachdem ein Frachter die Brücke gestreift hatte. Verletzt wurde niemand, doch die Fähren fahren nicht vor Freitag, teilte die Behörde mit.",
        ],
    ),
    (
        "fr",
        &[
            "Le port reste fermé après l'accident du pont",
            "Tempête : deux morts et des milliers de foyers sans électricité",
            "Le port a été fermé mardi après qu'une péniche a heurté le pont. Personne n'a été blessé, mais les bacs ne circuleront pas avant vendredi, selon la capitainerie.",
        ],
    ),
    (
        "es",
        &[
            "El gobierno cierra el puerto por la tormenta",
            "Al menos tres muertos en un choque de transbordadores",
            "El puerto fue cerrado el martes después de que una barcaza golpeara el puente. No hubo heridos, pero los transbordadores no saldrán antes del viernes, según la autoridad portuaria.",
        ],
    ),
    (
        "it",
        &[
            "Chiuso il porto dopo lo scontro con il ponte",
            "Maltempo, tre morti e migliaia di case al buio",
            "Il porto è stato chiuso martedì dopo che una chiatta ha urtato il ponte. Nessuno è rimasto ferito, ma i traghetti non partiranno prima di venerdì, ha detto la capitaneria.",
        ],
    ),
    (
        "pt",
        &[
            "Governo fecha o porto por causa da tempestade",
            "Três mortos em choque de balsas no rio",
            "O porto foi fechado na terça-feira depois que uma barcaça atingiu a ponte. Ninguém ficou ferido, mas as balsas não vão sair antes de sexta-feira, disse a capitania.",
        ],
    ),
    (
        "nl",
        &[
            "Haven blijft dicht na aanvaring met de brug",
            "Duizenden huizen zonder stroom door storm",
            "De haven is dinsdag gesloten nadat een schip tegen de brug was gevaren. Niemand raakte gewond, maar de veerboten varen niet voor vrijdag, zei het havenbedrijf.",
        ],
    ),
    (
        "sv",
        &[
            "Hamnen är stängd efter kollisionen med bron",
            "Hamnen stängdes på tisdagen efter att en pråm hade stött mot bron. Ingen skadades, men färjorna kommer inte att gå före fredag, säger hamnmyndigheten.",
        ],
    ),
    (
        "da",
        &[
            "Havnen blev lukket tirsdag, efter at en pram havde ramt broen. Ingen kom til skade, men færgerne sejler ikke før fredag, siger havnemyndighederne, og pendlerne skal bruge tunnelen.",
        ],
    ),
    (
        "nb",
        &[
            "Havnen ble stengt tirsdag etter at en lekter hadde truffet broen. Ingen kom til skade, men fergene går ikke før fredag, sier havnemyndighetene, og pendlerne må bruke tunnelen.",
        ],
    ),
    (
        "fi",
        &[
            "Hallitus sai sovun uudesta satamasta, kertoo ministeri",
            "Satama suljettiin tiistaina, kun proomu oli törmännyt siltaan. Kukaan ei loukkaantunut, mutta lautat eivät kulje ennen perjantaita, satamaviranomainen kertoi.",
        ],
    ),
    (
        "pl",
        &[
            "Po burzy tysiące domów jest bez prądu",
            "Port zamknięto we wtorek po tym, jak barka uderzyła w most. Nikt nie został ranny, ale promy nie będą kursować przed piątkiem, podał zarząd portu.",
        ],
    ),
    (
        "cs",
        &[
            "Po bouři jsou tisíce domů bez proudu",
            "Přístav byl v úterý uzavřen poté, co člun narazil do mostu. Nikdo nebyl zraněn, ale trajekty nebudou jezdit před pátkem, uvedla správa přístavu.",
        ],
    ),
    (
        "hu",
        &[
            "A vihar után több ezer ház maradt áram nélkül",
            "A kikötőt kedden lezárták, miután egy uszály a hídnak ütközött. Senki sem sérült meg, de a kompok péntek előtt nem indulnak, közölte a kikötő.",
        ],
    ),
    (
        "ro",
        &[
            "Portul a fost închis după accidentul de la pod",
            "Portul a fost închis marți, după ce o barjă a lovit podul. Nimeni nu a fost rănit, dar bacurile nu vor circula până vineri, a anunțat autoritatea portuară.",
        ],
    ),
    (
        "tr",
        &[
            "Fırtına sonrası binlerce ev için elektrik yok",
            "Liman, bir mavnanın köprüye çarpmasından sonra salı günü kapatıldı. Kimse yaralanmadı ancak liman idaresi, vapurların cumadan önce kalkmayacağını ve yolcuların tüneli kullanması gerektiğini bildirdi.",
        ],
    ),
    (
        "id",
        &[
            "Pelabuhan ditutup setelah tongkang menabrak jembatan",
            "Pelabuhan itu ditutup pada hari Selasa setelah sebuah tongkang menabrak jembatan. Tidak ada yang terluka, tetapi feri tidak akan berlayar sebelum Jumat, kata pihak pelabuhan.",
        ],
    ),
    (
        "vi",
        &[
            "Cảng bị đóng cửa sau vụ va chạm với cây cầu",
            "Cảng đã bị đóng cửa hôm thứ Ba sau khi một sà lan đâm vào cây cầu. Không có ai bị thương, nhưng phà sẽ không chạy trước thứ Sáu.",
        ],
    ),
    (
        "ca",
        &[
            "El port va ser tancat dimarts després que una barcassa xoqués amb el pont. No hi ha hagut ferits, però els transbordadors no sortiran fins divendres, segons l'autoritat portuària.",
        ],
    ),
    (
        "hr",
        &[
            "Luka je zatvorena u utorak nakon što je teglenica udarila u most. Nitko nije ozlijeđen, ali trajekti neće voziti prije petka, rekli su iz lučke uprave.",
        ],
    ),
    (
        "af",
        &[
            "Die hawe is Dinsdag gesluit nadat 'n skuit teen die brug gebots het. Niemand is beseer nie, maar die veerbote sal nie voor Vrydag vaar nie, het die hawe-owerheid gesê.",
        ],
    ),
    (
        "ru",
        &[
            "После бури тысячи домов остались без света",
            "Порт закрыли во вторник после того, как баржа ударила в мост. Никто не пострадал, но паромы не будут ходить до пятницы, сообщили в управлении порта.",
        ],
    ),
    (
        "uk",
        &[
            "Після бурі тисячі будинків залишилися без світла",
            "Порт закрили у вівторок після того, як баржа вдарила в міст. Ніхто не постраждав, але пороми не ходитимуть до п'ятниці, повідомили в управлінні порту.",
        ],
    ),
    (
        "bg",
        &[
            "Пристанището беше затворено във вторник, след като шлеп се удари в моста. Няма пострадали, но фериботите няма да тръгнат преди петък, съобщиха от управата.",
        ],
    ),
    (
        "sr",
        &[
            "Лука је затворена у уторак након што је баржа ударила у мост. Нико није повређен, али трајекти неће возити пре петка, рекли су из лучке управе.",
        ],
    ),
    ("el", &["Έκλεισε το λιμάνι μετά τη σύγκρουση με τη γέφυρα"]),
    (
        "ar",
        &[
            "أغلق الميناء بعد اصطدام سفينة بالجسر",
            "أغلق الميناء يوم الثلاثاء بعد أن اصطدمت سفينة بالجسر. ولم يصب أحد، لكن العبارات لن تعمل قبل يوم الجمعة، وفق ما قالت السلطات.",
        ],
    ),
    (
        "fa",
        &[
            "بندر روز سه‌شنبه پس از برخورد یک شناور به پل بسته شد. کسی زخمی نشده است اما به گفته مقام‌های بندر، کشتی‌ها تا جمعه حرکت نمی‌کنند.",
        ],
    ),
    (
        "ur",
        &[
            "منگل کو ایک کشتی کے پل سے ٹکرانے کے بعد بندرگاہ بند کر دی گئی۔ کوئی زخمی نہیں ہوا لیکن حکام نے کہا ہے کہ جمعے سے پہلے کشتیاں نہیں چلیں گی۔",
        ],
    ),
    ("he", &["הנמל נסגר אחרי התנגשות בגשר"]),
    (
        "hi",
        &[
            "मंगलवार को एक नाव के पुल से टकराने के बाद बंदरगाह बंद कर दिया गया। कोई घायल नहीं हुआ है लेकिन शुक्रवार से पहले नौकाएं नहीं चलेंगी।",
        ],
    ),
    ("th", &["ปิดท่าเรือหลังเรือบรรทุกชนสะพาน"]),
    ("ko", &["바지선이 다리와 충돌해 항구 폐쇄"]),
    ("ja", &["はしけが橋に衝突、港は閉鎖", "県と市、橋の修復費を折半へ", "都議会、駅前広場整備予算案可決"]),
    (
        "zh",
        &["驳船撞桥 港口关闭", "國會通過港口法案", "港务局说，渡轮在星期五以前不会开航，市民可以使用隧道。"],
    ),
    ("ka", &["ნავსადგური ხიდთან შეჯახების შემდეგ დაიკეტა"]),
    ("ta", &["பாலத்தில் மோதிய பின் துறைமுகம் மூடப்பட்டது"]),
];

/// Texts in languages that are not told, each by its own.
const UNKNOWN: &[(&str, &str)] = &[
    ("Albanian", "Qeveria miraton ligjin e ri për portet"),
    (
        "Albanian",
        "Porti u mbyll të martën pasi një maune goditi urën. Askush nuk u lëndua, por tragetet nuk do të nisen para së premtes, tha autoriteti portual, dhe udhëtarët duhet të përdorin tunelin.",
    ),
    ("Icelandic", "Höfninni lokað eftir árekstur við brúna"),
    (
        "Icelandic",
        "Höfninni var lokað á þriðjudag eftir að prammi rakst á brúna. Enginn slasaðist en ferjur sigla ekki fyrir föstudag, að sögn hafnaryfirvalda, og fólk þarf að nota göngin.",
    ),
    ("Xhosa", "Izibuko livaliwe emva kokuba inqanawe ingqubeke kwibhulorho"),
    (
        "Xhosa",
        "Izibuko livalwe ngoLwesibini emva kokuba inqanawe ingqubeke kwibhulorho. Akukho mntu wonzakeleyo, kodwa iinqanawe azizi kuhamba phambi koLwesihlanu, utshilo umphathi wezibuko, kwaye abantu kufuneka basebenzise itonela.",
    ),
    (
        "Maltese",
        "Il-port ingħalaq nhar it-Tlieta wara li barkun ħabat mal-pont. Ħadd ma weġġa', iżda l-vapuri mhux se jaħdmu qabel il-Ġimgħa, qalet l-awtorità tal-port.",
    ),
    (
        "Irish",
        "Dúnadh an calafort Dé Máirt tar éis do bháirse bualadh in aghaidh an droichid. Níor gortaíodh aon duine, ach ní bheidh na báid farantóireachta ag seoladh roimh an Aoine, a dúirt údarás an chalafoirt.",
    ),
    (
        "Scottish Gaelic",
        "Chaidh am port a dhùnadh Dimàirt às dèidh do bhàta bualadh air an drochaid. Cha deach duine sam bith a ghoirteachadh, ach cha bhi na h-aiseagan a' seòladh ro Dhihaoine.",
    ),
    (
        "Swahili",
        "Bandari ilifungwa Jumanne baada ya tishari kugonga daraja. Hakuna mtu aliyejeruhiwa, lakini vivuko havitafanya kazi kabla ya Ijumaa, ilisema mamlaka ya bandari.",
    ),
    (
        "Hausa",
        "An rufe tashar jiragen ruwa a ranar Talata bayan wani jirgi ya bugi gada. Babu wanda ya ji rauni, amma jiragen ba za su yi aiki ba kafin ranar Jumma'a, in ji hukumar.",
    ),
    (
        "Somali",
        "Dekedda ayaa la xiray Talaadadii kadib markii doon ay ku dhacday buundada. Cidna kuma dhaawacmin, laakiin doomuhu ma shaqayn doonaan ka hor Jimcaha, ayay tiri maamulka dekedda.",
    ),
    (
        "Luxembourgish",
        "Den Hafen gouf en Dënschdeg zougemaach, nodeems e Schëff d'Bréck beréiert hat. Et gouf kee verletzt, mee d'Färe fueren net virun e Freideg, sot d'Hafenautoritéit.",
    ),
    (
        "Faroese",
        "Havnin varð stongd týsdagin, eftir at ein prámur rakst á brúnna. Eingin kom til skaða, men ferjurnar sigla ikki fyri fríggjadag, siga havnarmyndugleikarnir.",
    ),
    (
        "Galician",
        "O porto foi pechado o martes despois de que unha barcaza batese contra a ponte. Non houbo feridos, pero os transbordadores non sairán ata o venres, dixo a autoridade portuaria.",
    ),
    (
        "Breton",
        "Serret eo bet ar porzh d'ar Meurzh goude m'en doa ur vag stoket ouzh ar pont. Den ebet n'eo bet gloazet, met ne vo ket a vagoù a-raok ar Gwener.",
    ),
    (
        "Yoruba",
        "Wọ́n ti ìbùdókọ̀ ojú omi pa ní ọjọ́ Ìṣẹ́gun lẹ́yìn tí ọkọ̀ ojú omi kan kọlu afárá. Kò sí ẹni tí ó farapa, ṣùgbọ́n àwọn ọkọ̀ kò ní ṣiṣẹ́ kí ó tó di ọjọ́ Ẹtì.",
    ),
    (
        "Kinyarwanda",
        "Icyambu cyafunzwe ku wa Kabiri nyuma y'uko ubwato bugonze ikiraro. Nta muntu wakomeretse, ariko amato ntazakora mbere yo ku wa Gatanu, nk'uko ubuyobozi bwabivuze.",
    ),
    (
        "Kurdish",
        "Bender roja sêşemê hat girtin piştî ku keştiyek li pirê ket. Kes birîndar nebû, lê keştî berî roja înê naçin, rêveberiya benderê got.",
    ),
    (
        "Haitian Creole",
        "Yo fèmen pò a madi apre yon bato te frape pon an. Pèsonn pa blese, men bato yo p ap mache anvan vandredi, se sa otorite pò a di.",
    ),
    (
        "Kazakh",
        "Баржа көпірге соғылғаннан кейін порт сейсенбі күні жабылды. Ешкім жараланған жоқ, бірақ паромдар жұмаға дейін жүрмейді, деп хабарлады порт әкімшілігі.",
    ),
    (
        "Mongolian",
        "Баржаа гүүр мөргөсний дараа мягмар гаригт боомтыг хаажээ. Хэн ч бэртээгүй боловч баасан гараг хүртэл гатлага онгоц явахгүй гэж боомтын удирдлага мэдэгдэв.",
    ),
    (
        "Pashto",
        "د سه‌شنبې په ورځ وروسته له هغه چې یوې کښتۍ له پله سره ټکر وکړ بندر وتړل شو. هېڅوک ټپي نه دي، خو کښتۍ به تر جمعې مخکې ونه خوځېږي.",
    ),
    ("no language", "1987 42"),
    ("no language", "Humberto Nkurunziza Wuhan"),
    ("no language", "🚢 … !"),
];

#[test]
fn headlines_and_paragraphs_tell_their_language() {
    let texts = TOLD.iter().flat_map(|(language, texts)| texts.iter().map(move |text| (*language, *text)));
    let others: Vec<_> = texts
        .filter(|(language, text)| detect(text) != Some(language))
        .map(|(language, text)| (language, detect(text), text))
        .collect();
    assert_eq!(others, []);
}

#[test]
fn of_other_languages_none_is_told() {
    let told: Vec<_> =
        UNKNOWN.iter().filter_map(|(language, text)| Some((language, detect(text)?, text))).collect();
    assert_eq!(told, []);
}

#[test]
fn a_name_in_another_script_changes_nothing() {
    assert_eq!(detect("The carmaker トヨタ said on Monday that it would close the plant"), Some("en"));
    assert_eq!(detect("iPhone 15 Pro Max が港町で発売された"), Some("ja"));
    assert_eq!(
        detect("日本动画《けいおん》在中国上映，影迷们排队购买门票，院线说将延长放映时间到下个月底为止。"),
        Some("zh")
    );
}

#[test]
fn a_text_that_begins_with_numbers_is_told_by_what_follows() {
    let table = "12.5 13.1 9.8 7.7 ".repeat(30);
    let text = format!(
        "{table}The port was closed on Tuesday after a barge had struck the bridge, and no one was hurt."
    );
    assert_eq!(detect(&text), Some("en"));
}
