//! From the bytes of a table to its text, whatever program wrote it.

/// Why bytes are no text, and what to do.
pub(crate) struct NoText {
    pub(crate) message: String,
    pub(crate) advice: &'static str,
}

/// The characters of code page 1252 from 0x80 to 0x9f.
const CP1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a table: UTF-8 where it is that, code page 1252 otherwise, without a byte order mark.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, NoText> {
    let fault = |message: String, advice| Err(NoText { message, advice });
    if bytes.is_empty() {
        return fault("is empty".into(), "download it again");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let advice = "unpack it and name the CSV file in it; from a spreadsheet, save as CSV";
        return fault("is a zip archive or a spreadsheet, but must be a CSV file".into(), advice);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let advice = "save it again as CSV with the encoding UTF-8, or name the file as downloaded";
        return fault("is written in UTF-16, but must be UTF-8 or Windows-1252".into(), advice);
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let advice = "name a CSV file, plain or packed with gzip";
        return fault(format!("is no text: byte {at} is zero"), advice);
    }
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| error.into_bytes().into_iter().map(from_cp1252).collect());
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The character of a byte in code page 1252.
fn from_cp1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => CP1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}
