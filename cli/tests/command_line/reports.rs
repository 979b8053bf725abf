//! The report of a run, and the folder of a comparison with the targets.

use std::fs;

use crate::asked::{Place, SMALL, assert_refused, bytes_below};

/// Options of a run that is large enough for every chart.
const ENOUGH: [&str; 6] = ["--schools", "300", "--years", "3", "--replicates", "2"];

/// The charts of a run, in the order of the alphabet.
const CHARTS: [&str; 9] = [
    "attainment_11",
    "attainment_16",
    "disadvantage_fifths",
    "equity",
    "gap_11",
    "gap_16",
    "schools_by_year",
    "schools_by_year_11",
    "teacher_leaving",
];

/// A scenario whose words are made to break a page.
const HOSTILE: &str = "title = \"</title><script>alert(1)</script> & 'time'\"\n\
     summary = \"<img src=x onerror=alert(2)>\"\nextends = \"england\"\n\
     [accountability]\nstakes = 0.6\n\
     [[policy]]\nname = \"<b>Hours\"\nfrom = \"2027-autumn\"\nwhere = { regions = [\"London\"] }\n\
     set = { \"capacity.development_hours\" = 60.0 }\n";

/// The report of a run with these options into the folder `out`.
fn report_of(place: &Place, out: &str, options: &[&str]) -> String {
    let answer = place.ask(&[&["run", "--out", out], options].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
    place.read(&format!("{out}/report.html"))
}

/// The report of a small run with more options.
fn report(place: &Place, out: &str, more: &[&str]) -> String {
    report_of(place, out, &[&SMALL[..], more].concat())
}

/// Refuses a page that names an address or loads a file.
fn assert_closed(html: &str) {
    let lower = html.to_lowercase();
    for banned in ["http:", "https:", "<script", "<img", "<link", "@import", "src=\"", "href=\"/"] {
        assert!(!lower.contains(banned), "{banned}");
    }
    assert_eq!(
        lower.matches("url(").count(),
        lower.matches("url(data:font/").count() + marks(&lower)
    );
}

/// References within the page, such as to a clip path of a chart.
fn marks(html: &str) -> usize {
    html.matches("url(#").count()
}

#[test]
fn every_chart_is_drawn_for_print_and_slides_and_stands_in_the_report() {
    let place = Place::new();
    let html = report_of(&place, "out", &ENOUGH);
    let charts = place.names("out/charts");
    let mut expected: Vec<String> = CHARTS
        .iter()
        .flat_map(|chart| [".png", ".svg", "_slide.png"].map(|end| format!("{chart}{end}")))
        .collect();
    expected.sort();
    assert_eq!(charts, expected);
    assert_eq!(html.matches("<figure ").count(), CHARTS.len());
    assert_eq!(html.matches("class=\"chart narrow\"").count(), CHARTS.len());
    assert!(!html.contains("is left out"));
}

#[test]
fn the_report_is_one_closed_page_with_hash_title_tables_and_command() {
    let place = Place::new();
    let html = report(&place, "out", &["--seed", "7"]);
    assert_closed(&html);
    assert!(html.len() < 2_500_000, "{} bytes", html.len());
    for words in [
        "<h1>England as it is</h1>",
        &place.result_hash("out"),
        "risingtide run england --years 2 --schools 60 --replicates 2 --seed 7",
        "changes nothing",
        "First preference met, secondary",
        "Yorkshire and the Humber",
        "middle 90%",
        "The Rising Tide authors",
    ] {
        assert!(html.contains(words), "no “{words}”");
    }
}

#[test]
fn hostile_words_of_a_scenario_are_only_words() {
    let place = Place::new();
    place.write("hostile.toml", HOSTILE);
    let html = report(&place, "out", &["hostile.toml"]);
    assert_closed(&html);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("&lt;b&gt;Hours"));
}

#[test]
fn what_the_scenario_changes_stands_with_source_certainty_and_prior() {
    let place = Place::new();
    place.write("more.toml", HOSTILE);
    let html = report(&place, "out", &["more.toml"]);
    for words in [
        "<th scope=\"row\">accountability.stakes</th>",
        "more.toml:5",
        "Jerrim and Sims (2021)",
        "Prior range",
        "autumn 2027",
        "the end of the run",
        "all schools in London",
        "raises capacity.development_hours from 50 to 60 (hours a year)",
    ] {
        assert!(html.contains(words), "no “{words}”");
    }
}

#[test]
fn the_charts_of_schools_do_not_wait_for_tables_of_schools() {
    let place = Place::new();
    let with = report_of(&place, "with", &ENOUGH);
    for which in ["none", "all"] {
        let more = [&ENOUGH[..], &["--school-tables", which]].concat();
        assert!(report_of(&place, which, &more) == with, "--school-tables {which}");
    }
}

#[test]
fn the_number_of_threads_changes_neither_charts_nor_report() {
    let place = Place::new();
    let files = |out: &str, threads: &str| {
        let html = report(&place, out, &["--threads", threads]);
        (html, bytes_below(&place.path(&format!("{out}/charts"))))
    };
    let (one, two) = (files("one", "1"), files("two", "2"));
    assert!(one.0 == two.0, "the reports differ");
    let bytes = |files: &[(std::path::PathBuf, Vec<u8>)]| -> Vec<Vec<u8>> {
        files.iter().map(|(_, bytes)| bytes.clone()).collect()
    };
    assert!(bytes(&one.1) == bytes(&two.1), "the charts differ");
}

#[test]
fn a_chart_that_cannot_be_drawn_is_left_out_and_the_report_says_why() {
    let place = Place::new();
    let one_of =
        |years, replicates| ["--schools", "60", "--years", years, "--replicates", replicates];
    let html = report_of(&place, "year", &one_of("1", "2"));
    assert!(html.contains("The chart “equity” is left out: one school year has no change."));
    assert!(html.contains("The chart “schools_by_year” is left out: there were "));
    assert!(!place.names("year/charts").contains(&"equity.svg".to_owned()));
    let alone = report_of(&place, "alone", &one_of("2", "1"));
    assert!(alone.contains("One run: no ellipse."));
}

#[test]
fn the_scenario_in_the_folder_gives_the_same_result() {
    let place = Place::new();
    place.write("more.toml", HOSTILE);
    let hash = place.hash("out", &["more.toml"]);
    let answer = place.ask(&["run", "out/scenario.toml", "--out", "again"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(place.result_hash("again"), hash);
}

#[test]
fn validate_writes_targets_chart_and_report_into_a_folder_of_its_own() {
    let place = Place::new();
    let small = ["--schools", "400", "--years", "6", "--replicates", "2", "--out", "targets"];
    let ask = |more: &[&str]| place.ask(&[&["validate"], &small[..], more].concat());
    let answer = ask(&["--json"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(
        place.names("targets"),
        ["charts", "report.html", "targets.csv", "targets.json", "targets.md"]
    );
    let charts = place.names("targets/charts");
    assert!(
        charts.contains(&"calibration.svg".into()) && charts.contains(&"calibration.png".into())
    );
    assert_eq!(answer.out, place.read("targets/targets.json"));
    assert!(place.read("targets/targets.csv").starts_with("id,what,part,unit,"));
    let html = place.read("targets/report.html");
    assert_closed(&html);
    assert!(html.contains("published figures are met within tolerance"));
    assert!(html.contains("risingtide validate england --years 6 --schools 400 --replicates 2"));

    assert_refused(&ask(&[]), &["--out targets: this exists already", "--overwrite"]);
    let again = ask(&["--overwrite"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.ends_with("The comparison is in targets.\n"), "{}", again.out);
}

#[test]
fn validate_replaces_nothing_but_comparisons() {
    let place = Place::new();
    fs::create_dir(place.path("letters")).unwrap();
    place.write("letters/dear.txt", "Dear governors");
    let answer = place.ask(&["validate", "--out", "letters", "--overwrite"]);
    assert_refused(&answer, &["--out letters", "this is not a result of this command"]);
    let answer = place.ask(&["validate", "--overwrite"]);
    assert_refused(&answer, &["--out"]);
}
