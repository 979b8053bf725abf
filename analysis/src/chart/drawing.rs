//! A finished chart in the forms it is used in.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Indent, Options, Tree, WriteOptions};

use super::font::{FAMILY, database};
use super::sheet::Sheet;
use super::style::Size;
use super::{ChartError, svg};

/// A chart laid out and checked at one size.
#[derive(Clone, Debug)]
pub struct Drawing {
    sheet: Sheet,
    size: Size,
    title: String,
    alt: String,
}

/// PNG chunk that says 300 dots per inch: 11,811 per metre both ways, with its checksum.
const DOTS: [u8; 21] = [
    0, 0, 0, 9, b'p', b'H', b'Y', b's', 0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1, 0x78, 0xA5, 0x3F,
    0x76,
];

/// Bytes of a PNG before its second chunk: signature and header.
const PNG_HEADER: usize = 33;

impl Drawing {
    pub(super) fn new(sheet: Sheet, size: Size, title: &str, alt: &str) -> Self {
        Self { sheet, size, title: title.to_owned(), alt: alt.to_owned() }
    }

    /// SVG for print and slides: text as outlines, so that no font is needed, with title and
    /// description. Sizes are millimetres, or pixels for a slide.
    pub fn svg(&self) -> Result<String, ChartError> {
        Ok(self.outlined(&self.tree()?))
    }

    /// [`Self::svg`] and [`Self::png`] at once: the text is laid out only once.
    pub fn svg_and_png(&self) -> Result<(String, Vec<u8>), ChartError> {
        let tree = self.tree()?;
        Ok((self.outlined(&tree), self.rastered(&tree)?))
    }

    fn outlined(&self, tree: &Tree) -> String {
        let options = WriteOptions {
            coordinates_precision: 1,
            transforms_precision: 5,
            indent: Indent::None,
            ..WriteOptions::default()
        };
        let outlined = tree.to_string(&options);
        let body = outlined.split_once('>').map_or("", |(_, rest)| rest).trim_start();
        svg::head(&self.sheet, &self.lengths(), &self.title, &self.alt) + body
    }

    /// SVG for a page that embeds the bundled font ([`super::font::Weight::file`]) as
    /// `Source Sans 3`, weights 400 and 600.
    pub fn svg_live_text(&self) -> Result<String, ChartError> {
        svg::write(&self.sheet, &self.lengths(), &self.title, &self.alt)
    }

    /// PNG: 300 dots per inch for print sizes, 1600 × 900 pixels for a slide.
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        self.rastered(&self.tree()?)
    }

    fn rastered(&self, tree: &Tree) -> Result<Vec<u8>, ChartError> {
        let (width, height) = self.pixels();
        let Some(mut pixels) = Pixmap::new(width, height) else {
            return Err(problem("there is no memory for its pixels"));
        };
        let (r, g, b) = self.sheet.ground;
        pixels.fill(Color::from_rgba8(r, g, b, 255));
        let scale = Transform::from_scale(
            width as f32 / self.sheet.width as f32,
            height as f32 / self.sheet.height as f32,
        );
        resvg::render(tree, scale, &mut pixels.as_mut());
        let mut png = pixels.encode_png().map_err(problem)?;
        if self.size != Size::Slide && png.len() > PNG_HEADER {
            png.splice(PNG_HEADER..PNG_HEADER, DOTS);
        }
        Ok(png)
    }

    /// Width and height of the PNG in pixels.
    pub fn pixels(&self) -> (u32, u32) {
        let dots = |units: i32| (f64::from(units) * 300.0 / 720.0).round() as u32;
        match self.size {
            Size::Slide => (1600, 900),
            Size::Single | Size::Double => (dots(self.sheet.width), dots(self.sheet.height)),
        }
    }

    /// The chart's title, in full.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The chart in words, for those who cannot see it.
    pub fn alt(&self) -> &str {
        &self.alt
    }

    fn lengths(&self) -> (String, String) {
        let tenths = |units: i32| (f64::from(units) * 25.4 / 72.0).round() / 10.0;
        match self.size {
            Size::Slide => ("1600".to_owned(), "900".to_owned()),
            Size::Single => ("88mm".to_owned(), format!("{}mm", tenths(self.sheet.height))),
            Size::Double => ("180mm".to_owned(), format!("{}mm", tenths(self.sheet.height))),
        }
    }

    fn tree(&self) -> Result<Tree, ChartError> {
        let units = (self.sheet.width.to_string(), self.sheet.height.to_string());
        let source = svg::write(&self.sheet, &units, "", "")?;
        let options =
            Options { font_family: FAMILY.to_owned(), fontdb: database(), ..Options::default() };
        Tree::from_str(&source, &options).map_err(problem)
    }
}

fn problem(cause: impl ToString) -> ChartError {
    ChartError::Draw { problem: cause.to_string() }
}
