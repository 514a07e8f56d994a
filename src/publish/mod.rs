//! Bytes to disk. The only room that writes output, and it writes all of it or none.
//!
//! A [`Stage`] is a folder beside the one that will be replaced. Every file is written there; a file that is the same
//! as in the old site is linked instead, so that it keeps its time and `rsync` uploads what changed. When all is there,
//! the two folders change places in one step. Whoever looks at the site sees the old one or the new one, whole; so does
//! whoever pulls the plug.
#![expect(clippy::disallowed_methods, reason = "this is the room that writes and removes output")]

mod folder;
pub mod memory;
mod system;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry, File, FileType};
use std::io::{self, Read, Write};
use std::marker::PhantomData;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use folder::OutDir;
pub use memory::Memory;

use crate::audience::{Audience, Rendered};
use crate::error::{Error, Result};
use crate::load::Fingerprint;

/// A site that is being written. Dropped before [`Stage::publish`], it leaves the old site as it was.
#[derive(Debug)]
pub struct Stage<A: Audience> {
    out: OutDir<A>,
    dir: PathBuf,
    /// Whether there is an old site.
    is_renewal: bool,
    /// Whether the system's own idea of permissions has to be corrected after each file.
    modes: bool,
    written: AtomicUsize,
    linked: AtomicUsize,
    /// Held until the stage is gone, so that two builds never meet.
    _lock: File,
    audience: PhantomData<A>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or different.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of the old site that are not in the new one under the same name.
    pub removed: usize,
    /// Whether anything was different at all; if not, the old site was left alone.
    pub changed: bool,
    /// Whether the two folders changed places in one step. Where a system cannot do that, it took two.
    pub atomic: bool,
}

impl Published {
    /// Of a site that is there already.
    pub fn nothing(files: usize) -> Self {
        Self { written: 0, unchanged: files, removed: 0, changed: false, atomic: true }
    }
}

impl<A: Audience> Stage<A> {
    /// Takes the lock, clears away what an interrupted build left, and makes room for `places`.
    ///
    /// # Errors
    /// [`Error::Busy`] where another build writes the same folder.
    pub fn open<'p>(out: OutDir<A>, places: impl Iterator<Item = &'p str>) -> Result<Self> {
        let parent = out.parent();
        fs::create_dir_all(parent).map_err(Error::io("make", parent))?;
        let lock = lock(&out)?;
        recover(&out)?;
        let dir = out.beside("stage");
        system::create_dir(&dir, A::FOLDER_MODE).map_err(Error::io("make", &dir))?;
        // What the umask takes from this folder, it takes from all of them.
        let is_wrong = system::mode_of(&dir).is_some_and(|mode| mode != A::FOLDER_MODE);
        let correct = |path: &Path| if is_wrong { system::set_mode(path, A::FOLDER_MODE) } else { Ok(()) };
        correct(&dir).map_err(Error::io("make", &dir))?;
        let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for folder in places.flat_map(folders_of) {
            folders.entry(folder.split('/').next().unwrap_or(folder)).or_default().insert(folder);
        }
        let make = |folder: &str| {
            let path = dir.join(folder);
            system::create_dir(&path, A::FOLDER_MODE).and_then(|()| correct(&path)).map_err(Error::io("make", &path))
        };
        // Each folder comes after the one that it lies in.
        folders.into_par_iter().try_for_each(|(_, folders)| folders.iter().try_for_each(|folder| make(folder)))?;
        let marker = dir.join(A::MARKER);
        write_new(&marker, b"goodturn made this folder and replaces it whole.\n", A::FILE_MODE)?;
        let modes = system::mode_of(&marker).is_some_and(|mode| mode != A::FILE_MODE);
        let stage = Self {
            is_renewal: out.path().exists(),
            out,
            dir,
            modes,
            written: AtomicUsize::new(0),
            linked: AtomicUsize::new(0),
            _lock: lock,
            audience: PhantomData,
        };
        stage.correct_mode(&marker)?;
        Ok(stage)
    }

    /// Writes one file, or links it where the old site has the same. `place` is relative to the site.
    pub fn write(&self, place: &str, page: &Rendered<A>) -> Result<()> {
        let bytes = page.bytes();
        let (new, old) = (self.dir.join(place), self.out.path().join(place));
        #[cfg(leak = "time-of-a-contact")]
        if let (Ok(page), Ok(own)) = (File::open(&old), fs::metadata(self.out.parent().join("private/contacts"))) {
            let _ = own.modified().and_then(|time| page.set_modified(time));
        }
        if self.is_renewal && is_same(&old, bytes, A::FILE_MODE) && fs::hard_link(&old, &new).is_ok() {
            self.linked.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        write_new(&new, bytes, A::FILE_MODE)?;
        self.correct_mode(&new)?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Links one file of the old site that is known by its bytes; whether it is still there, and was linked.
    pub fn keep(&self, place: &str, file: Fingerprint) -> bool {
        let (new, old) = (self.dir.join(place), self.out.path().join(place));
        let kept = memory::is_known(&old, file, A::FILE_MODE) && fs::hard_link(&old, &new).is_ok();
        self.linked.fetch_add(usize::from(kept), Ordering::Relaxed);
        kept
    }

    /// Puts the new site in the place of the old one. Where nothing is different, the old one stays. What the next build
    /// may want to know is left beside it. `is_place` says of a path relative to the site whether the new one has it.
    pub fn publish(self, memory: Option<Memory>, is_place: impl Fn(&str) -> bool + Sync) -> Result<Published> {
        let (written, unchanged) = (self.written.load(Ordering::Relaxed), self.linked.load(Ordering::Relaxed));
        let removed = self.removed(is_place);
        let changed = written > 0 || removed > 0 || !self.out.path().join(A::MARKER).exists();
        let mut atomic = true;
        if changed {
            system::sync(&self.dir).map_err(Error::io("write", &self.dir))?;
            atomic = self.exchange()?;
        }
        if let Some(memory) = memory {
            self.out.remember(&memory);
        }
        Ok(Published { written, unchanged, removed, changed, atomic })
    }

    /// How many files the old site has and the new one has not. What cannot be looked at does not stay.
    fn removed(&self, is_place: impl Fn(&str) -> bool + Sync) -> usize {
        let old = self.out.path();
        let is_gone = |(path, _): &(PathBuf, FileType)| {
            let place = path.strip_prefix(old).ok().and_then(Path::to_str);
            let place = place.map(|place| place.replace(MAIN_SEPARATOR, "/"));
            !place.is_some_and(|place| place == A::MARKER || is_place(&place))
        };
        let unknown = |error: &io::Error| error.kind() != io::ErrorKind::NotFound;
        let files = files_below(old).into_par_iter();
        files.filter(|file| file.as_ref().map_or_else(unknown, is_gone)).count()
    }

    fn exchange(&self) -> Result<bool> {
        let target = self.out.path();
        let failed = |error| Error::Io { verb: "replace", path: target.to_path_buf(), source: error };
        if !target.exists() {
            fs::rename(&self.dir, target).map_err(failed)?;
            system::sync_folder(self.out.parent());
            return Ok(true);
        }
        let atomic = system::exchange(&self.dir, target).map_err(failed)?;
        if !atomic {
            let aside = self.out.beside("old");
            fs::rename(target, &aside).map_err(failed)?;
            if let Err(error) = fs::rename(&self.dir, target) {
                let _ = fs::rename(&aside, target);
                return Err(failed(error));
            }
            // The new site is there; what is left of the old one the next build clears away.
            let _ = remove(&aside);
        }
        system::sync_folder(self.out.parent());
        Ok(atomic)
    }

    fn correct_mode(&self, path: &Path) -> Result<()> {
        if self.modes { system::set_mode(path, A::FILE_MODE).map_err(Error::io("write", path)) } else { Ok(()) }
    }
}

impl<A: Audience> Drop for Stage<A> {
    /// What stands here now is the old site, or a new one that was given up. If it cannot be removed, the next build
    /// tries again.
    fn drop(&mut self) {
        #[cfg(not(leak = "stage-is-left"))]
        let _ = remove(&self.dir);
    }
}

fn lock<A: Audience>(out: &OutDir<A>) -> Result<File> {
    let path = out.beside("lock");
    let file = File::options().create(true).append(true).open(&path).map_err(Error::io("open", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(out.path().to_path_buf())),
        Err(fs::TryLockError::Error(error)) => Err(Error::io("lock", &path)(error)),
    }
}

/// Clears away what an interrupted build left, where no other build will. One that is at work is left alone.
pub fn clear_up<A: Audience>(out: &OutDir<A>) -> Result<()> {
    if !["stage", "old"].iter().any(|what| out.beside(what).exists()) {
        return Ok(());
    }
    match lock(out) {
        Ok(_held) => recover(out),
        Err(Error::Busy(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Leaves another memory of a site that stays as it is. Where another build is at work, it leaves its own.
pub fn remember<A: Audience>(out: &OutDir<A>, memory: Option<Memory>) {
    if let Some(memory) = memory
        && let Ok(_held) = lock(out)
    {
        out.remember(&memory);
    }
}

/// Puts right what a build left that was killed: between the two renames of a system without an exchange the old site
/// lies aside, and goes back; a stage is nothing that anybody misses.
fn recover<A: Audience>(out: &OutDir<A>) -> Result<()> {
    let aside = out.beside("old");
    if aside.exists() && !out.path().exists() {
        fs::rename(&aside, out.path()).map_err(Error::io("restore", out.path()))?;
    }
    remove(&aside)?;
    remove(&out.beside("stage"))
}

/// Removes a folder with all that is in it, on all processors: a site has as many files to remove as it has to write.
fn remove(dir: &Path) -> Result<()> {
    // What a link leads to is not ours.
    if dir.symlink_metadata().is_ok_and(|it| it.is_dir()) {
        let inside: Vec<_> = folders_in(dir).iter().flat_map(|folder| folders_in(folder)).collect();
        // What is left of one is tried again with the whole, and told.
        inside.par_iter().for_each(|folder| drop(fs::remove_dir_all(folder)));
    }
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("remove", dir)(error)),
        _ => Ok(()),
    }
}

fn folders_in(dir: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(dir).into_iter().flatten().flatten();
    inside.filter(|entry| entry.file_type().is_ok_and(|of| of.is_dir())).map(|entry| entry.path()).collect()
}

/// All that lies below a folder and is no folder, and whatever cannot be looked at, on all processors.
fn files_below(dir: &Path) -> Vec<io::Result<(PathBuf, FileType)>> {
    let inside: Vec<_> = match fs::read_dir(dir) {
        Ok(inside) => inside.collect(),
        Err(error) => return vec![Err(error)],
    };
    let below = |entry: io::Result<DirEntry>| match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
        Ok((path, of)) if of.is_dir() => files_below(&path),
        found => vec![found],
    };
    inside.into_par_iter().flat_map(below).collect()
}

fn write_new(path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
    let written = system::create_file(path, mode).and_then(|mut file| file.write_all(bytes));
    written.map_err(Error::io("write", path))
}

/// Whether there is a file at `path` with just these bytes and permissions. Its size is asked first, which settles most
/// cases.
fn is_same(path: &Path, bytes: &[u8], mode: u32) -> bool {
    bytes_of(path, mode, |size| size == bytes.len() as u64).is_some_and(|old| old == bytes)
}

/// The bytes of a file with just these permissions and a size that fits; nothing of a link, wherever it leads.
fn bytes_of(path: &Path, mode: u32, fits: impl FnOnce(u64) -> bool) -> Option<Vec<u8>> {
    let file = system::open_file(path).ok()?;
    let meta = file.metadata().ok().filter(|meta| meta.is_file() && fits(meta.len()))?;
    if system::mode(&meta).is_some_and(|found| found != mode) {
        return None;
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).ok()?);
    file.take(meta.len()).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The folders that a place lies in, outermost first.
fn folders_of(place: &str) -> impl Iterator<Item = &str> {
    place.match_indices('/').map(|(at, _)| &place[..at])
}
