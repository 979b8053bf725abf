//! A sheet as SVG: plotters draws the shapes, texts and dashes are written here.

use std::fmt::Write;

use plotters::element::{Circle, PathElement, Polygon};
use plotters::prelude::{IntoDrawingArea, SVGBackend};
use plotters::style::{Color, RGBColor, ShapeStyle};

use super::ChartError;
use super::font::FAMILY;
use super::sheet::{Anchor, Point, Shape, Sheet, Text};
use super::style::Rgb;

/// The sheet as SVG with live text, its size as given, for example `180mm` and `100mm`.
pub(super) fn write(
    sheet: &Sheet,
    size: &(String, String),
    title: &str,
    description: &str,
) -> Result<String, ChartError> {
    let shapes = dashed(&shapes(sheet)?, sheet);
    let mut svg = head(sheet, size, title, description);
    svg.push_str("<g stroke-linejoin=\"round\">\n");
    svg.push_str(&shapes);
    svg.push_str("</g>\n");
    let _ = writeln!(svg, "<g font-family=\"'{FAMILY}', sans-serif\">");
    for text in &sheet.texts {
        push_text(&mut svg, text, sheet.ground);
    }
    svg.push_str("</g>\n</svg>\n");
    Ok(svg)
}

/// The opening tag with title and description.
pub(super) fn head(
    sheet: &Sheet,
    (width, height): &(String, String),
    title: &str,
    description: &str,
) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n",
        sheet.width,
        sheet.height,
        escape(title),
        escape(description)
    )
}

/// What plotters draws, without its opening and closing tags.
fn shapes(sheet: &Sheet) -> Result<String, ChartError> {
    let mut svg = String::new();
    let size = (sheet.width.unsigned_abs(), sheet.height.unsigned_abs());
    draw_all(sheet, &mut svg, size).map_err(|problem| ChartError::Draw { problem })?;
    let body = svg.split_once('\n').map_or("", |(_, rest)| rest);
    Ok(body.trim_end().trim_end_matches("</svg>").to_owned())
}

fn draw_all(sheet: &Sheet, svg: &mut String, size: (u32, u32)) -> Result<(), String> {
    let area = SVGBackend::with_string(svg, size).into_drawing_area();
    area.fill(&colour(sheet.ground)).map_err(|e| e.to_string())?;
    for shape in &sheet.shapes {
        let drawn = match shape {
            Shape::Line { points, colour: rgb, width, .. } => {
                let style = colour(*rgb).stroke_width(whole(*width).max(1).unsigned_abs());
                area.draw(&PathElement::new(units(points), style))
            }
            Shape::Area { points, colour: rgb, opacity } => {
                area.draw(&Polygon::new(units(points), colour(*rgb).mix(*opacity).filled()))
            }
            Shape::Disc { centre, radius, colour: rgb } => {
                let style: ShapeStyle = colour(*rgb).filled();
                area.draw(&Circle::new(unit(*centre), whole(*radius), style))
            }
        };
        drawn.map_err(|e| e.to_string())?;
    }
    area.present().map_err(|e| e.to_string())
}

/// Gives each `polyline`, in order, the dashes that plotters cannot draw.
fn dashed(svg: &str, sheet: &Sheet) -> String {
    let mut dashes = sheet.shapes.iter().filter_map(|shape| match shape {
        Shape::Line { dash, .. } => Some(*dash),
        _ => None,
    });
    let mut pieces = svg.split("<polyline");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str("<polyline");
        if let Some(Some((on, off))) = dashes.next() {
            let _ = write!(out, " stroke-dasharray=\"{},{}\"", whole(on), whole(off));
        }
        out.push_str(piece);
    }
    out
}

fn push_text(svg: &mut String, text: &Text, ground: Rgb) {
    let anchor = match text.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let (r, g, b) = text.colour;
    let halo = halo(text, ground);
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" text-anchor=\"{anchor}\" \
         fill=\"#{r:02X}{g:02X}{b:02X}\"{halo}>{}</text>",
        whole(text.x),
        whole(text.baseline),
        text.size,
        text.weight.css(),
        escape(&text.words)
    );
}

/// The rim around text that stands over data.
fn halo(text: &Text, (r, g, b): Rgb) -> String {
    if text.halo <= 0.0 {
        return String::new();
    }
    let width = whole(2.0 * text.halo);
    format!(
        " stroke=\"#{r:02X}{g:02X}{b:02X}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" \
         paint-order=\"stroke\""
    )
}

/// Text as XML wants it; characters that XML forbids are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::new();
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\n' | '\r' | '\t' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

fn colour((r, g, b): Rgb) -> RGBColor {
    RGBColor(r, g, b)
}

fn unit((x, y): Point) -> (i32, i32) {
    (whole(x), whole(y))
}

fn units(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().copied().map(unit).collect()
}

fn whole(value: f64) -> i32 {
    value.round() as i32
}
