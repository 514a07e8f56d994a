//! A file from outside of the journal, as somebody names it: it is read once, whole, and is never trusted.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::error::{Error, Result};

/// No address book is larger, in bytes.
pub const MOST: u64 = 100 * 1000 * 1000;

/// What stands for standard input.
pub const INPUT: &str = "-";

/// The bytes of a file, or of standard input.
///
/// # Errors
/// [`Error::Usage`] where there is none, or it is no file or larger than [`MOST`]; it is not read to its end then.
pub fn outside(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new(INPUT) {
        return whole(std::io::stdin(), path);
    }
    let absent = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Error::Usage(format!("there is no file {}; nothing was written", path.display())),
        _ => Error::io("read", path)(error),
    };
    let open = File::open(path).map_err(absent)?;
    let meta = open.metadata().map_err(Error::io("read", path))?;
    if meta.is_dir() {
        return Err(Error::Usage(format!("{} is a folder; name the file in it", path.display())));
    }
    whole(open, path)
}

fn whole(from: impl Read, path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST + 1).read_to_end(&mut bytes).map_err(Error::io("read", path))?;
    if bytes.len() as u64 > MOST {
        let why = format!("{} is larger than 100 MB; cut it into several files", path.display());
        return Err(Error::Usage(why));
    }
    Ok(bytes)
}
