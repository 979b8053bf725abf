//! The report page: whole, safe, and the same in every renderer that knows HTML.

mod kinds;

use analysis::chart::{Size, Theme, calibration, dumbbell, equity, network, ridge};
use analysis::report::page::{Align, Figure, HtmlTable, Page, Section, html};

const HOSTILE: &str = "</title><script>alert(\"x\")</script> 'Tutoring' & \"more\" <b>";

fn figures() -> Vec<Figure> {
    let theme = Theme::Light;
    let mut figures = Vec::new();
    let plane = kinds::equity::several(3);
    let wide = equity::draw(&plane, Size::Double, theme).unwrap();
    let narrow = equity::draw(&plane, Size::Single, theme).unwrap();
    figures.push(Figure::new(&wide, Some(&narrow), "Three policies in the plane.").unwrap());
    let years = kinds::ridge::years(5, 200);
    let wide = ridge::draw(&years, Size::Double, theme).unwrap();
    let narrow = ridge::draw(&years, Size::Single, theme).unwrap();
    figures.push(Figure::new(&wide, Some(&narrow), "Schools by year.").unwrap());
    let fifths = kinds::dumbbell::fifths(true);
    let wide = dumbbell::draw(&fifths, Size::Double, theme).unwrap();
    let narrow = dumbbell::draw(&fifths, Size::Single, theme).unwrap();
    figures.push(Figure::new(&wide, Some(&narrow), "Fifths of disadvantage.").unwrap());
    let targets = kinds::calibration::targets(11);
    let wide = calibration::draw(&targets, Size::Double, theme).unwrap();
    figures.push(Figure::new(&wide, None, "The model against measurements.").unwrap());
    let wide = equity::draw(&kinds::equity::run(), Size::Double, theme).unwrap();
    figures.push(Figure::new(&wide, None, "One run from its first year to its last.").unwrap());
    let ties = kinds::network::authority(62, 3);
    let wide = network::draw(&ties, Size::Double, theme).unwrap();
    let narrow = network::draw(&ties, Size::Single, theme).unwrap();
    figures.push(Figure::new(&wide, Some(&narrow), "Ties of one authority.").unwrap());
    figures
}

fn page() -> Page {
    let words = |text: &str| text.to_owned();
    let table = HtmlTable {
        caption: words("Attainment by fifth, months from the national mean."),
        columns: vec![
            (words("Fifth"), Align::Left),
            (words("2026/27"), Align::Right),
            (words("2036/37"), Align::Right),
        ],
        rows: vec![
            vec![words("Most disadvantaged"), words("−7.4"), words("−5.1")],
            vec![words("Least disadvantaged"), words("7.2")],
        ],
    };
    let mut figures = figures();
    let calibration = figures.split_off(3);
    let results = Section {
        heading: words("What changes"),
        words: vec![words("Arrows, ridges and dumbbells say where the system moves.")],
        commands: Vec::new(),
        figures,
        tables: vec![table],
    };
    let checks = Section {
        heading: words("How far the model can be trusted"),
        words: vec![words("Targets that were not used in the fit are marked as held.")],
        commands: Vec::new(),
        figures: calibration,
        tables: Vec::new(),
    };
    Page {
        title: words("Tutoring from 2027"),
        subtitle: words("A simulation of England’s schools, 2026/27 to 2036/37"),
        summary: vec![
            words("Tutoring narrows the gap by about two months. Invented numbers."),
            words("Values are medians of 200 replicates. Not a forecast."),
        ],
        sections: vec![results, checks],
        facts: vec![
            (words("Version"), words("0.4.0")),
            (words("Seed"), words("1")),
            (words("Result hash"), words(&"7f3c9ae2".repeat(8))),
        ],
    }
}

/// Every tag in the page without its attributes: `div`, `/div`.
fn tags(html: &str) -> Vec<String> {
    let body = html.split_once("</style>").unwrap().1;
    let inside = body.split('<').skip(1).map(|piece| piece.split('>').next().unwrap());
    let name = |tag: &str| {
        let name = tag.split([' ', '\n']).next().unwrap().to_owned();
        if tag.ends_with('/') && !name.ends_with('/') { format!("{name}/") } else { name }
    };
    inside.map(name).collect()
}

fn assert_balanced(html: &str) {
    let mut open: Vec<String> = Vec::new();
    // The list begins inside the head.
    let ends = |tag: &&String| !["/head", "/html"].contains(&tag.as_str()) && !tag.ends_with('/');
    for tag in tags(html).iter().filter(ends) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "closes `{name}`"),
            None => open.push(tag.clone()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_page_is_whole_and_in_order() {
    let html = html(&page());
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    assert_balanced(&html);
    let headings: Vec<String> =
        tags(&html).into_iter().filter(|tag| tag.starts_with('h') && tag.len() == 2).collect();
    assert_eq!(headings, ["h1", "h2", "h2", "h2"]);
    for (part, count) in [
        ("<th scope=\"col\"", 3),
        ("<th scope=\"row\"", 2),
        ("<figure ", 6),
        ("<figcaption>", 6),
        ("<caption>", 1),
        ("<li><a href=\"#section-", 2),
        ("<a class=\"skip\" href=\"#main\">", 1),
        ("prefers-color-scheme: dark", 2),
        ("@media print", 1),
        ("<td class=\"number\"></td>", 1),
    ] {
        assert_eq!(html.matches(part).count(), count, "{part}");
    }
}

#[test]
fn the_page_needs_no_network_and_no_scripts() {
    let html = html(&page());
    assert_eq!(html.matches("@font-face").count(), 2);
    assert_eq!(html.matches("data:font/ttf;base64,").count(), 2);
    assert!(!html.contains("<script") && !html.contains("<link") && !html.contains("@import"));
    let outside = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assert!(!outside.contains("http://") && !outside.contains("https://"));
    assert!(html.contains("default-src 'none'"));
    // Charts have words, not outlines.
    assert!(html.contains(">Attendance support</text>"));
}

#[test]
fn hostile_words_stay_words() {
    let mut page = page();
    let hostile = || HOSTILE.to_owned();
    (page.title, page.subtitle) = (hostile(), hostile());
    page.summary = vec![hostile()];
    page.facts = vec![(hostile(), hostile())];
    let section = &mut page.sections[0];
    section.heading = hostile();
    section.words = vec![hostile()];
    section.tables[0].caption = hostile();
    section.tables[0].columns[0].0 = hostile();
    section.tables[0].rows[0] = vec![hostile(), hostile(), hostile()];
    let mut plane = kinds::equity::several(2);
    (plane.title, plane.alt) = (hostile(), hostile());
    plane.arrows[0].name = HOSTILE[..30].to_owned();
    let drawing = equity::draw(&plane, Size::Double, Theme::Light).unwrap();
    section.figures = vec![Figure::new(&drawing, Some(&drawing), HOSTILE).unwrap()];
    let html = html(&page);
    assert!(!html.contains("<script") && !html.contains("<b>&") && !html.contains("alert(\"x"));
    assert_eq!(html.matches("<title>").count(), 7, "the page's, and one of each drawing");
    assert!(html.contains("aria-label=\"&lt;/title&gt;&lt;script&gt;alert(&quot;x&quot;)"));
    assert_balanced(&html);
}

#[test]
fn identifiers_of_figures_do_not_clash() {
    let svg = "<?xml version=\"1.0\"?><svg><g id=\"a\"/><use href=\"#a\"/></svg>";
    let figure = Figure { svg: svg.to_owned(), narrow: Some(svg.to_owned()), ..Figure::default() };
    let section = Section { figures: vec![figure.clone(), figure], ..Section::default() };
    let html = html(&Page { sections: vec![section], ..page() });
    let ids: Vec<&str> =
        html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    assert!(html.contains("href=\"#f1n-a\"") && html.contains("id=\"f2-a\""));
    assert!(!html.contains("<?xml"));
}

#[test]
fn a_page_without_anything_is_still_a_page() {
    let html = html(&Page::default());
    assert_balanced(&html);
    assert!(!html.contains("<nav") && !html.contains("<dl"));
}

#[test]
#[ignore = "writes a sample page to look at, into RT_SAMPLES or the temporary folder"]
fn write_a_sample_page() {
    let folder = std::env::var_os("RT_SAMPLES")
        .map_or_else(|| std::env::temp_dir().join("risingtide_charts"), std::path::PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("report.html"), html(&page())).unwrap();
}
