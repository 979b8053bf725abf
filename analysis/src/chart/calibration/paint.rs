//! From targets to a sheet.

use super::frame::{HELD, Page};
use super::point::{draw, series};
use super::{Calibration, Row, Verdict};
use crate::chart::ChartError;
use crate::chart::column::centred;
use crate::chart::font::{Weight, width};
use crate::chart::header::{Header, Words};
use crate::chart::sheet::{Anchor, Shape, Sheet, Text};
use crate::chart::style::{Measures, Rgb, Size, Theme};

/// Opacity of the band within tolerance.
const BAND: f64 = 0.14;

pub(super) fn paint(chart: &Calibration, size: Size, theme: Theme) -> Result<Sheet, ChartError> {
    let m = size.measures();
    let (title, subtitle, source) = (&chart.title, &chart.subtitle, &chart.source);
    let header = Header::new(&Words { title, subtitle, axis_title: "", source }, &m, theme);
    let page = Page::new(chart, &header, &m, size)?;
    let mut sheet = Sheet::new(m.width, page.rows.height, theme.ground());
    header.write(&mut sheet, &m);
    axis(&mut sheet, &page, &m, theme);
    headings(&mut sheet, chart, &page, &m, theme);
    for (place, (target, y)) in chart.rows.iter().zip(&page.rows.centres).enumerate() {
        draw(&mut sheet, target, &page.axis, *y, &m, theme);
        row(&mut sheet, &page, (place, target), *y, &m, theme);
    }
    sheet.check(m.margin)?;
    Ok(sheet)
}

fn axis(sheet: &mut Sheet, page: &Page, m: &Measures, theme: Theme) {
    let (top, bottom) = (page.rows.top, page.rows.bottom);
    let (left, right) = (page.axis.at(-1.0), page.axis.at(1.0));
    sheet.shapes.push(Shape::Area {
        points: vec![(left, top), (right, top), (right, bottom), (left, bottom)],
        colour: theme.baseline(),
        opacity: BAND,
    });
    page.axis.grid(sheet, (top, bottom), m, theme);
    page.axis.zero(sheet, (top, bottom), m, theme);
    page.axis.label(sheet, bottom, m, theme);
}

/// The words above the axis, as far as they have room beside each other, and above the columns.
fn headings(sheet: &mut Sheet, chart: &Calibration, page: &Page, m: &Measures, theme: Theme) {
    let baseline = page.rows.top - 0.6 * m.tick;
    let words = &chart.headings;
    let of = |words: &str| width(words, m.tick, Weight::Regular);
    let (axis, gap) = (&page.axis, 0.6 * m.tick);
    let middle = (axis.at(0.0) - of(&words.within) / 2.0, axis.at(0.0) + of(&words.within) / 2.0);
    let mut write = |words: &str, x: f64, anchor: Anchor| {
        sheet.texts.extend(text(words, (x, baseline), m.tick, theme.muted(), anchor));
    };
    // The sides are named by the axis' signs as well: where there is no room they go first.
    let sides = axis.left + of(&words.low) + gap <= middle.0
        && middle.1 + gap <= axis.right - of(&words.high);
    if sides {
        write(&words.low, axis.left, Anchor::Start);
        write(&words.high, axis.right, Anchor::End);
    }
    if middle.0 >= axis.left - gap && middle.1 <= axis.right + gap {
        write(&words.within, axis.at(0.0), Anchor::Middle);
    }
    page.simulated.head(sheet, page.ends.0, baseline, theme.muted(), m);
    page.measured.head(sheet, page.ends.1, baseline, theme.muted(), m);
}

/// The words of one target; those of a miss in its colour.
fn row(
    sheet: &mut Sheet,
    page: &Page,
    (place, row): (usize, &Row),
    y: f64,
    m: &Measures,
    theme: Theme,
) {
    let miss = row.verdict == Verdict::Miss;
    // Without colour the weight alone marks a miss: a grey would make it recede.
    let coloured = miss && theme != Theme::Mono;
    let colour = if coloured { theme.series_text(series(row.verdict)) } else { theme.ink() };
    let weight = if miss { Weight::SemiBold } else { Weight::Regular };
    page.names.write(sheet, place, (m.margin, y), weight, colour);
    if row.held {
        let at = (page.held, centred(y, m.tick));
        sheet.texts.extend(text(HELD, at, m.tick, theme.muted(), Anchor::End));
    }
    page.simulated.write(sheet, place, (page.ends.0, y), colour, m);
    let measured = if miss { colour } else { theme.muted() };
    page.measured.write(sheet, place, (page.ends.1, y), measured, m);
}

fn text(
    words: &str,
    (x, baseline): (f64, f64),
    size: f64,
    colour: Rgb,
    anchor: Anchor,
) -> Option<Text> {
    let weight = Weight::Regular;
    let words = words.trim().to_owned();
    (!words.is_empty()).then_some(Text {
        words,
        x,
        baseline,
        size,
        weight,
        colour,
        anchor,
        halo: 0.0,
    })
}
