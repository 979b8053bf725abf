//! The bundled font inside the page.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::chart::font::{FAMILY, Weight};

/// The font's faces as CSS, each file written out in base64.
pub(super) fn faces() -> String {
    let mut css = String::new();
    for weight in Weight::ALL {
        let _ = writeln!(
            css,
            "@font-face {{ font-family: '{FAMILY}'; font-style: normal; font-weight: {}; src: \
             url(data:font/ttf;base64,{}) format('truetype'); }}",
            weight.css(),
            STANDARD.encode(weight.file())
        );
    }
    css
}
