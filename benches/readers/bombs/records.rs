//! JSON, tables, corpora and exports.

use super::{Bomb, MILLION, around, numbered};

const JSON_NAME: &str = "week.jsonl";
const CSV_NAME: &str = "week.csv";

pub const JSON: &[Bomb] = &[
    ("100,000 lists in lists", JSON_NAME, || around("", "[", 100_000, "")),
    ("lists in lists, 50 MB", JSON_NAME, || around("", "[", 50 * MILLION, "")),
    ("objects in objects, 100,000", JSON_NAME, || around("", "{\"a\":", 100_000, "")),
    ("objects in objects, 50 MB", JSON_NAME, || around("", "{\"a\":", 10 * MILLION, "")),
    ("a value 100,000 deep", JSON_NAME, || {
        around("{\"headline\": \"Fog\", \"x\": ", "[", 100_000, &["]".repeat(100_000).as_str(), "}"].concat())
    }),
    ("a line of 50 MB", JSON_NAME, || around("{\"headline\": \"", "a", 50 * MILLION, "\"}")),
    ("a headline of 30 MB", JSON_NAME, || around("{\"headline\": \"", "fog ", 7_500_000, "\"}")),
    ("a body of 30 MB of HTML", JSON_NAME, || {
        around("{\"headline\": \"Fog\", \"body\": \"", "<p>fog</p>", 3 * MILLION, "\"}")
    }),
    ("a body of 30 MB of references", JSON_NAME, || around("{\"body\": \"", "&amp;", 6 * MILLION, "\"}")),
    ("a body of escapes", JSON_NAME, || around("{\"body\": \"", "\\u0041\\ud800", 2_600_000, "\"}")),
    ("numbers", JSON_NAME, || around("{\"headline\": \"Fog\", \"x\": [", "1,", 15 * MILLION, "1]}")),
    ("empty objects", JSON_NAME, || around("{\"headline\": \"Fog\", \"x\": [", "{},", 10 * MILLION, "1]}")),
    ("fields", JSON_NAME, || {
        numbered("{\"headline\": \"Fog\"", |at| format!(", \"a{at}\": 1"), 2 * MILLION, "}")
    }),
    ("one field, often", JSON_NAME, || around("{\"headline\": \"Fog\"", ", \"a\": 1", 4 * MILLION, "}")),
    ("tags", JSON_NAME, || around("{\"headline\": \"Fog\", \"tags\": [", "\"fog\",", 5 * MILLION, "\"a\"]}")),
    ("as many tags as it may have", JSON_NAME, || {
        around("{\"headline\": \"Fog\", \"tags\": [", "\"fog\",", 750_000, "\"a\"]}")
    }),
    ("as many pictures as it may have", JSON_NAME, || {
        around("{\"headline\": \"Fog\", \"images\": [", "{\"urls\": [\"a\"]},", 27_000, "{}]}")
    }),
    ("pictures", JSON_NAME, || {
        around("{\"headline\": \"Fog\", \"images\": [", "{\"urls\": [\"a\"]},", 1_800_000, "{}]}")
    }),
    ("credits", JSON_NAME, || {
        around("{\"headline\": \"Fog\", \"credits\": [", "\"Ann Lee\",", 3 * MILLION, "\"a\"]}")
    }),
    ("values that can't be", JSON_NAME, || {
        around(
            "{\"headline\": \"Fog\", \"images\": [",
            "{\"width\": \"a\", \"urls\": [\"a\"]},",
            1_000_000,
            "{}]}",
        )
    }),
    ("records that are none", JSON_NAME, || around("", "{\"a\" }\n", 2 * MILLION, "")),
    ("braces", JSON_NAME, || around("{\"headline\": \"Fog\"}", "{", 20 * MILLION, "")),
    ("ends of objects", JSON_NAME, || around("{\"headline\": \"Fog\"}", "}", 50 * MILLION, "")),
    ("quotes", JSON_NAME, || around("{\"headline\": \"Fog\"} {\"a", "\"", 20 * MILLION, "")),
    ("backslashes", JSON_NAME, || around("{\"headline\": \"", "\\", 40 * MILLION, "\"}")),
    ("records that don't end", JSON_NAME, || around("", "{\"headline\": \"Fog\",\n", 2 * MILLION, "")),
    ("a wrapper of numbers", JSON_NAME, || around("{\"items\": [", "1,", 15 * MILLION, "1]}")),
    ("years 0 and 9999", JSON_NAME, || {
        around(
            "",
            "{\"headline\": \"Fog\", \"published\": \"0000-01-01\", \"modified\": \"9999-12-31\"}\n",
            10,
            "",
        )
    }),
    ("NUL and control characters", JSON_NAME, || {
        around("{\"headline\": \"", "\\u0000\\u0001", 2_600_000, "\"}")
    }),
    ("no UTF-8", JSON_NAME, || {
        [b"{\"headline\": \"".to_vec(), b"\xFF\xC3\x28".repeat(10 * MILLION), b"\"}".to_vec()].concat()
    }),
];

pub const CSV: &[Bomb] = &[
    ("10 million columns", CSV_NAME, || around("title,url", ",a", 10 * MILLION, "\nFog\n")),
    ("10,000 columns, 100,000 rows", CSV_NAME, || {
        [around("title,url", ",a", 9_000, "\n"), around("", "Fog,https://e.example/a,b\n", 100_000, "")]
            .concat()
    }),
    ("a row of 8 million values", CSV_NAME, || around("title,url\nFog", ",a", 4 * MILLION, "\nRain,b\n")),
    ("a row of 10 million values", CSV_NAME, || around("title,url\nFog", ",a", 10 * MILLION, "\nRain,b\n")),
    ("empty rows", CSV_NAME, || around("title,url\n", ",\n", MILLION, "")),
    ("rows", CSV_NAME, || around("title,url\n", "Fog,a\n", 200_000, "")),
    ("a quote that doesn't end", CSV_NAME, || around("title,url\n\"", "Fog,a\n", 8 * MILLION, "")),
    ("quotes", CSV_NAME, || around("title,url\n", "\"", 50 * MILLION, "")),
    ("a value of 7 MB", CSV_NAME, || around("title,url\n\"", "fog ", 1_800_000, "\",a\n")),
    ("a name of 2 MB", CSV_NAME, || around("title,url,", "a", 2 * MILLION, "\nFog,b,c\n")),
    ("a line of 50 MB", CSV_NAME, || around("title,url\n", "a", 50 * MILLION, "\n")),
    ("NUL", CSV_NAME, || around("title,url\nFog,a\n", "\0", 50 * MILLION, "\n")),
    ("no UTF-8", CSV_NAME, || [b"title,url\n".to_vec(), b"\xFF\xC3\x28,fog\n".repeat(100_000)].concat()),
    ("tags in a value", CSV_NAME, || around("title,tags\nFog,\"", "fog, ", 1_500_000, "\"\n")),
];

const HEADER: &str = "{\"kind\":\"header\",\"format\":\"dateline archive\",\"version\":1,\"schema\":1,\"archive_id\":\"a\",\"lines\":{}}\n";

pub const OTHERS: &[Bomb] = &[
    ("Reuters, stories without end", "a.sgm", || {
        around("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n", "<REUTERS NEWID=\"1\">", 2 * MILLION, "")
    }),
    ("Reuters, topics", "a.sgm", || {
        around(
            "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\"><TOPICS>",
            "<D>fog</D>",
            MILLION,
            "</TOPICS><TEXT><TITLE>Fog</TITLE></TEXT></REUTERS>",
        )
    }),
    ("Reuters, a story of 50 MB", "a.sgm", || {
        around(
            "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\"><TEXT><BODY>",
            "fog ",
            12 * MILLION,
            "</BODY></TEXT></REUTERS>",
        )
    }),
    ("Reuters, stories", "a.sgm", || {
        around(
            "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n",
            "<REUTERS NEWID=\"1\"><TEXT><TITLE>Fog</TITLE></TEXT></REUTERS>",
            200_000,
            "",
        )
    }),
    ("Pocket, links", "a.html", || {
        around(
            "<!DOCTYPE html><title>Pocket Export</title><ul>",
            "<li><a href=\"https://e.example/a\">Fog</a></li>",
            340_000,
            "</ul>",
        )
    }),
    ("Pocket, links without end", "a.html", || {
        around("<!DOCTYPE html><title>Pocket Export</title><ul>", "<a href=\"", 1_500_000, "")
    }),
    ("export, 100,000 lists in lists", "a.export", || around("", "[", 100_000, "\n")),
    ("export, a value 100,000 deep", "a.export", || {
        around(&[HEADER, "{\"kind\":\"article\",\"id\":1,\"extra\":"].concat(), "[", 100_000, "\n")
    }),
    ("export, a line of 50 MB", "a.export", || {
        around(
            &[HEADER, "{\"kind\":\"article\",\"id\":1,\"headline\":\""].concat(),
            "a",
            50 * MILLION,
            "\"}\n",
        )
    }),
    ("export, a first line of 300 MB", "a.export", || {
        around("{\"kind\":\"header", "a", 300 * MILLION, "\"}\n")
    }),
    ("export, lines of nothing", "a.export", || around(HEADER, "{\"kind\":\"article\"}\n", MILLION, "")),
];
