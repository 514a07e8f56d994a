//! A file from outside of the journal, as somebody names it: it is read once, whole, and is never trusted.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};

/// No address book is larger, in bytes.
pub const MOST: u64 = 100 * 1000 * 1000;

/// The bytes of a file.
///
/// # Errors
/// [`Error::Usage`] where it is larger than [`MOST`] or no file; it is not read to its end then.
pub fn outside(path: &Path) -> Result<Vec<u8>> {
    let open = File::open(path).map_err(Error::io("read", path))?;
    let meta = open.metadata().map_err(Error::io("read", path))?;
    if meta.is_dir() {
        return Err(Error::Usage(format!("{} is a folder; name the file in it", path.display())));
    }
    let mut bytes = Vec::new();
    open.take(MOST + 1).read_to_end(&mut bytes).map_err(Error::io("read", path))?;
    if bytes.len() as u64 > MOST {
        let why = format!("{} is larger than 100 MB; cut it into several files", path.display());
        return Err(Error::Usage(why));
    }
    Ok(bytes)
}
