//! Which folders may be replaced. Programs like this one have deleted people's work; this one refuses first.

use std::fs;
use std::io::ErrorKind;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use crate::audience::{Audience, Private, Public};
use crate::error::{Error, Result};
use crate::load::Root;

/// The folders of a journal that hold what a person wrote.
const SOURCES: [&str; 7] = ["content", "private", "static", "themes", "src", "tests", ".git"];

/// A folder that may be replaced by a site for `A`: it is absent, empty, or was made by an earlier build for the same
/// audience.
#[derive(Clone, Debug)]
pub struct OutDir<A: Audience> {
    path: PathBuf,
    audience: PhantomData<A>,
}

impl<A: Audience> OutDir<A> {
    /// The folder that a build is to write, checked. `home` is the person's own folder, where it is known.
    ///
    /// # Errors
    /// [`Error::NotOurs`] with the reason.
    pub fn claim(root: &Root, path: &Path, home: Option<&Path>) -> Result<Self> {
        let path = resolve(path)?;
        let refuse = |why: &str| Err(Error::NotOurs { path: path.clone(), why: why.to_owned() });
        let project = resolve(root.dir())?;
        if path.parent().is_none() {
            return refuse("it is the root of the file system");
        }
        if home.is_some_and(|home| resolve(home).is_ok_and(|home| home.starts_with(&path))) {
            return refuse("it is your home folder, or holds it");
        }
        if project.starts_with(&path) {
            return refuse("it is the journal itself, or holds it");
        }
        if let Some(source) = SOURCES.iter().find(|source| path.starts_with(project.join(source))) {
            return refuse(&format!("it is in `{source}/`, which holds what you wrote"));
        }
        if is_there(&path)? && !fs::metadata(&path).map_err(Error::io("read", &path))?.is_dir() {
            return refuse("it is a file");
        }
        if is_there(&path.join(".git"))? {
            return refuse("it holds a git repository");
        }
        for other in [Public::MARKER, Private::MARKER].into_iter().filter(|marker| *marker != A::MARKER) {
            if is_there(&path.join(other))? {
                return refuse("it holds a site for another audience");
            }
        }
        let is_site =
            |folder: &Path| [Public::MARKER, Private::MARKER].iter().any(|marker| folder.join(marker).exists());
        if path.ancestors().skip(1).any(is_site) {
            return refuse("it lies in a site that goodturn made, and would go with it");
        }
        if !is_empty(&path)? && !is_there(&path.join(A::MARKER))? {
            return refuse(&format!("it has files that goodturn did not make (there is no `{}` in it)", A::MARKER));
        }
        Ok(Self { path, audience: PhantomData })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that it lies in.
    pub(super) fn parent(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// The path of something of ours beside the folder.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        self.parent().join(format!(".goodturn-{name}.{what}"))
    }
}

/// The path without symbolic links, also where its last parts do not exist yet.
fn resolve(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path).map_err(Error::io("find", path))?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        match existing.canonicalize() {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |path: PathBuf, part| path.join(part))),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io("find", existing)(error)),
        }
        match (existing.file_name(), existing.parent()) {
            (Some(name), Some(parent)) => {
                missing.push(name.to_owned());
                existing = parent;
            }
            _ => {
                return Err(Error::Usage(format!("{} is no folder that can be written", path.display())));
            }
        }
    }
}

/// Whether something is there. Where the system cannot say, nothing is taken for granted: the build stops.
fn is_there(path: &Path) -> Result<bool> {
    path.try_exists().map_err(Error::io("read", path))
}

fn is_empty(path: &Path) -> Result<bool> {
    if !is_there(path)? {
        return Ok(true);
    }
    Ok(path.read_dir().map_err(Error::io("read", path))?.next().is_none())
}
