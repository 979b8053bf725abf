//! The seal of a population file: a digest of all its other bytes.
//!
//! It stands between the data and the footer, where readers of Parquet do not look. A reader that
//! checks it first never decodes a damaged file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// Before the digest: what it is.
const MARK: &[u8; 8] = b"RTSEAL01";
/// Bytes of mark and digest.
const SEAL: u64 = 8 + 32;
/// The first and last bytes of a Parquet file.
const PARQUET: &[u8; 4] = b"PAR1";
/// Bytes of the footer's length and the mark after it.
const TAIL: u64 = 8;

/// Hashes what it passes on, and puts the seal before the footer.
pub(super) struct Sealing<W> {
    inner: W,
    digest: Sha256,
    /// The footer, once it has begun.
    footer: Option<Vec<u8>>,
    written: u64,
}

impl<W: Write> Sealing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, digest: Sha256::new(), footer: None, written: 0 }
    }

    /// What follows is the footer.
    pub(super) fn footer_begins(&mut self) {
        self.footer = Some(Vec::new());
    }

    /// Writes the seal and the footer; the writer inside, and bytes written in all.
    pub(super) fn finish(mut self) -> io::Result<(W, u64)> {
        let footer = self.footer.take().unwrap_or_default();
        self.inner.write_all(MARK)?;
        self.inner.write_all(&self.digest.finalize())?;
        self.inner.write_all(&footer)?;
        Ok((self.inner, self.written + SEAL))
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = match &mut self.footer {
            Some(footer) => footer.write(bytes)?,
            None => self.inner.write(bytes)?,
        };
        self.digest.update(&bytes[..taken]);
        self.written += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// What a file's seal says.
pub(super) enum Checked {
    /// As it was written.
    Whole,
    /// No Parquet file, or one without a seal: what was found.
    Foreign(&'static str),
    /// Not as it was written.
    Changed,
}

/// Compares a file with its seal, and goes back to its start.
pub(super) fn check(file: &mut File) -> io::Result<Checked> {
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let Some(start) = seal_start(file, length)? else {
        return foreign(file, length);
    };
    file.rewind()?;
    let mut digest = Sha256::new();
    hash(&mut (&*file).take(start), &mut digest)?;
    let mut seal = [0; SEAL as usize];
    file.read_exact(&mut seal)?;
    if seal[..8] != *MARK {
        return foreign(file, length);
    }
    hash(file, &mut digest)?;
    file.rewind()?;
    let whole = digest.finalize().as_slice() == &seal[8..];
    Ok(if whole { Checked::Whole } else { Checked::Changed })
}

/// Whether a file carries the mark of a population file, damaged or not.
pub fn is_population_file(path: impl AsRef<Path>) -> bool {
    let marked = || -> io::Result<bool> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let Some(start) = seal_start(&mut file, length)? else { return Ok(false) };
        let mut mark = [0; MARK.len()];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut mark)?;
        Ok(mark == *MARK)
    };
    marked().unwrap_or(false)
}

/// Where the seal begins, if the file begins and ends as Parquet does and has room for one.
fn seal_start(file: &mut File, length: u64) -> io::Result<Option<u64>> {
    if length < 4 + SEAL + TAIL {
        return Ok(None);
    }
    let (mut head, mut tail) = ([0; 4], [0; TAIL as usize]);
    file.read_exact(&mut head)?;
    file.seek(SeekFrom::End(-(TAIL as i64)))?;
    file.read_exact(&mut tail)?;
    let [a, b, c, d, end @ ..] = tail;
    let footer = u64::from(u32::from_le_bytes([a, b, c, d]));
    let both = head == *PARQUET && end == *PARQUET;
    Ok(length.checked_sub(TAIL + footer + SEAL).filter(|start| both && *start >= 4))
}

fn foreign(file: &mut File, length: u64) -> io::Result<Checked> {
    let (mut head, mut tail) = ([0; 4], [0; 4]);
    if length >= 8 {
        file.rewind()?;
        file.read_exact(&mut head)?;
        file.seek(SeekFrom::End(-4))?;
        file.read_exact(&mut tail)?;
    }
    Ok(Checked::Foreign(match (head == *PARQUET, tail == *PARQUET) {
        (true, true) => "a Parquet file without the seal of one",
        (true, false) => "the beginning of a Parquet file, cut short or damaged",
        (false, true) => "the end of a Parquet file, whose beginning is missing or damaged",
        (false, false) => "no Parquet file",
    }))
}

/// Hashes all that is left of a reader.
fn hash(from: &mut impl Read, digest: &mut Sha256) -> io::Result<()> {
    let mut block = vec![0; 1 << 16];
    loop {
        match from.read(&mut block)? {
            0 => return Ok(()),
            read => digest.update(&block[..read]),
        }
    }
}
