//! Sizes, themes, colours and dashes: the only place they are written.

/// How large a chart is laid out. A chart is laid out afresh for each size, never scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One column of a page: 88 mm wide.
    Single,
    /// The width of a page: 180 mm.
    Double,
    /// A slide: 1600 × 900 pixels.
    Slide,
}

/// Measures of a size, in drawing units: tenths of a point in print, tenths of a pixel on a slide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) margin: f64,
    pub(crate) title: f64,
    pub(crate) subtitle: f64,
    pub(crate) label: f64,
    pub(crate) tick: f64,
    pub(crate) source: f64,
    pub(crate) line: f64,
    /// What one point of print is at this size, for thin lines and gaps.
    pub(crate) point: f64,
}

impl Size {
    /// Every size.
    pub const ALL: [Size; 3] = [Size::Single, Size::Double, Size::Slide];

    /// The name used in file names.
    pub fn name(self) -> &'static str {
        match self {
            Size::Single => "single",
            Size::Double => "double",
            Size::Slide => "slide",
        }
    }

    pub(crate) fn measures(self) -> Measures {
        match self {
            Size::Single => Measures {
                width: 2494,
                height: 2098,
                margin: 42.5,
                title: 95.0,
                subtitle: 75.0,
                label: 70.0,
                tick: 67.5,
                source: 60.0,
                line: 14.0,
                point: 10.0,
            },
            Size::Double => Measures {
                width: 5102,
                height: 2835,
                margin: 85.0,
                title: 125.0,
                subtitle: 95.0,
                label: 85.0,
                tick: 80.0,
                source: 70.0,
                line: 19.0,
                point: 10.0,
            },
            Size::Slide => Measures {
                width: 16_000,
                height: 9000,
                margin: 570.0,
                title: 500.0,
                subtitle: 320.0,
                label: 300.0,
                tick: 280.0,
                source: 220.0,
                line: 70.0,
                point: 35.0,
            },
        }
    }

    /// Whether the height may grow to hold more rows.
    pub(crate) fn grows(self) -> bool {
        self != Size::Slide
    }

    /// Most coloured series at this size.
    pub(crate) fn most_series(self) -> usize {
        if self == Size::Single { 3 } else { 6 }
    }
}

/// A chart's colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// On white.
    Light,
    /// On near-black.
    Dark,
    /// Greys on white, for print without colour.
    Mono,
}

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

const fn hex(value: u32) -> Rgb {
    ((value >> 16) as u8, (value >> 8) as u8, value as u8)
}

/// Number of series colours.
pub const SERIES_COLOURS: usize = 8;

const LIGHT: [u32; SERIES_COLOURS] =
    [0x014992, 0xBC3705, 0xC3890B, 0x127D5C, 0x5B92B2, 0x60121A, 0x85345D, 0x9656D5];
const LIGHT_TEXT: [u32; SERIES_COLOURS] =
    [0x014992, 0xBC3705, 0x8A6000, 0x127D5C, 0x37718F, 0x60121A, 0x85345D, 0x8E4FCB];
const DARK: [u32; SERIES_COLOURS] =
    [0x76B2E9, 0xF8733A, 0xECCB42, 0x67F9D3, 0xB9DBF2, 0xD1967C, 0xC15EAC, 0x857DF4];
const MONO: [u32; 3] = [0x000000, 0x595959, 0x8C8C8C];
// The palest mono grey is too pale for small type.
const MONO_TEXT: [u32; 3] = [0x000000, 0x595959, 0x595959];

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Mono];

    /// The name used in file names.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Mono => "mono",
        }
    }

    /// The background.
    pub fn ground(self) -> Rgb {
        hex(self.pick(0xFFFFFF, 0x10171E, 0xFFFFFF))
    }

    /// Titles and values.
    pub fn ink(self) -> Rgb {
        hex(self.pick(0x1B2530, 0xEDF1F4, 0x000000))
    }

    /// Subtitles, ticks and sources.
    pub fn muted(self) -> Rgb {
        hex(self.pick(0x55606B, 0xA9B4BE, 0x404040))
    }

    /// Gridlines.
    pub fn grid(self) -> Rgb {
        hex(self.pick(0xDDE1E5, 0x2B3641, 0xD9D9D9))
    }

    /// The baseline that scenarios are compared with.
    pub fn baseline(self) -> Rgb {
        hex(self.pick(0x6F757C, 0x9AA3AD, 0x737373))
    }

    /// Line and fill colour of a series; beyond the last colour they start again.
    pub fn series(self, index: usize) -> Rgb {
        self.from(index, &LIGHT, &MONO)
    }

    /// Colour of a series' name, dark enough for small type.
    pub fn series_text(self, index: usize) -> Rgb {
        self.from(index, &LIGHT_TEXT, &MONO_TEXT)
    }

    /// Most series this theme can tell apart.
    pub(crate) fn most_series(self) -> usize {
        if self == Theme::Mono { 4 } else { 6 }
    }

    fn from(self, index: usize, light: &[u32], mono: &[u32]) -> Rgb {
        let list = match self {
            Theme::Light => light,
            Theme::Dark => &DARK,
            Theme::Mono => mono,
        };
        hex(list[index % list.len()])
    }

    fn pick(self, light: u32, dark: u32, mono: u32) -> u32 {
        match self {
            Theme::Light => light,
            Theme::Dark => dark,
            Theme::Mono => mono,
        }
    }
}

/// A colour between two: `share` of the first.
pub(crate) fn mix(first: Rgb, second: Rgb, share: f64) -> Rgb {
    let part = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    (part(first.0, second.0), part(first.1, second.1), part(first.2, second.2))
}

/// Dash and gap of a series' line in line widths; nothing for a solid line.
pub fn dash(index: usize) -> Option<(f64, f64)> {
    match index % SERIES_COLOURS {
        0 => None,
        1 => Some((6.0, 2.5)),
        2 => Some((1.5, 1.8)),
        3 => Some((3.2, 1.8)),
        4 => Some((10.0, 3.0)),
        5 => Some((4.0, 5.0)),
        6 => Some((1.5, 4.0)),
        _ => Some((9.0, 1.5)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_below_six_points_or_twenty_two_pixels() {
        for size in Size::ALL {
            let m = size.measures();
            let least = if size == Size::Slide { 220.0 } else { 60.0 };
            let all = [m.title, m.subtitle, m.label, m.tick, m.source];
            assert!(all.iter().all(|text| *text >= least), "{}", size.name());
        }
    }

    #[test]
    fn pages_have_their_width_in_millimetres() {
        let millimetres = |size: Size| f64::from(size.measures().width) * 25.4 / 720.0;
        assert!((millimetres(Size::Single) - 88.0).abs() < 0.05);
        assert!((millimetres(Size::Double) - 180.0).abs() < 0.05);
    }
}
