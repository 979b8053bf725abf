//! The bundled font. No font of the machine is ever used.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// Source Sans 3, regular.
const REGULAR: &[u8] = include_bytes!("../../fonts/SourceSans3_400Regular.ttf");
/// Source Sans 3, semibold.
const SEMIBOLD: &[u8] = include_bytes!("../../fonts/SourceSans3_600SemiBold.ttf");

/// The font's family name.
pub const FAMILY: &str = "Source Sans 3";

/// How heavy text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
}

impl Weight {
    /// Every weight.
    pub const ALL: [Weight; 2] = [Weight::Regular, Weight::SemiBold];

    /// The weight as CSS counts it.
    pub fn css(self) -> u32 {
        match self {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
        }
    }

    /// The TrueType file, for a page to embed beside charts with live text.
    pub fn file(self) -> &'static [u8] {
        match self {
            Weight::Regular => REGULAR,
            Weight::SemiBold => SEMIBOLD,
        }
    }
}

/// Width of a text in the units of `size`, without kerning, which makes it a little narrower.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Ok(font) = FontRef::new(weight.file()) else {
        return 0.0;
    };
    let (characters, metrics) = (font.charmap(), font.glyph_metrics(unscaled(), place()));
    let advance = |character: char| {
        let glyph = characters.map(character).unwrap_or_default();
        f64::from(metrics.advance_width(glyph).unwrap_or_default())
    };
    // Both files have 1,000 units to the em, checked by a test.
    text.chars().map(advance).sum::<f64>() * size / 1000.0
}

fn unscaled() -> Size {
    Size::unscaled()
}

fn place() -> LocationRef<'static> {
    LocationRef::default()
}

/// The font as the renderer wants it.
pub(crate) fn database() -> Arc<Database> {
    static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut fonts = Database::new();
        for weight in Weight::ALL {
            fonts.load_font_data(weight.file().to_vec());
        }
        Arc::new(fonts)
    });
    FONTS.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_have_a_thousand_units_to_the_em() {
        for weight in Weight::ALL {
            let font = FontRef::new(weight.file()).unwrap();
            assert_eq!(font.metrics(unscaled(), place()).units_per_em, 1000);
        }
    }

    #[test]
    fn digits_are_equally_wide_and_semibold_is_wider() {
        let width_of = |text| width(text, 10.0, Weight::Regular);
        assert!((width_of("11111") - width_of("80808")).abs() < 1e-9);
        assert!(width("Tide", 10.0, Weight::SemiBold) > width_of("Tide"));
    }

    #[test]
    fn the_characters_that_charts_need_exist() {
        for weight in Weight::ALL {
            let font = FontRef::new(weight.file()).unwrap();
            for character in "−£±×≥→↑▲▼′Δ…‘’\u{a0}".chars() {
                assert!(font.charmap().map(character).is_some(), "{character}");
            }
        }
    }
}
