//! What a git repository says of files, as far as it can be read without git.

use std::path::Path;

use super::Blob;
use crate::error::{Error, Result};

/// Whether anything below `folder` of the journal is tracked by a repository that has a remote: then it is, or will be,
/// on somebody else's machine too.
pub fn is_shared(journal: &Path, folder: &str) -> Result<bool> {
    let Ok(journal) = journal.canonicalize() else { return Ok(false) };
    let Some(top) = journal.ancestors().find(|dir| dir.join(".git").is_dir()) else { return Ok(false) };
    let config = read(&top.join(".git/config"))?;
    if !String::from_utf8_lossy(&config).contains("[remote ") {
        return Ok(false);
    }
    let below = journal.strip_prefix(top).unwrap_or(Path::new("")).join(folder);
    let below = below.to_string_lossy().replace('\\', "/");
    // The index names every tracked file in full (gitformat-index, version 2 and 3; in version 4 the first of a folder).
    let index = read(&top.join(".git/index"))?;
    Ok(index.windows(below.len()).any(|bytes| bytes == below.as_bytes()))
}

/// A file's bytes; none where there is no such file.
fn read(file: &Path) -> Result<Vec<u8>> {
    match file.metadata() {
        Ok(meta) => Blob::on_disk(file.to_string_lossy(), file.to_path_buf(), meta.len()).bytes(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::io("read", file)(error)),
    }
}
