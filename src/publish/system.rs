//! What differs between systems: permissions, syncing, exchanging two folders.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Makes a folder with these permissions, as far as the umask lets them be; it is never more open than that.
pub(super) fn create_dir(path: &Path, mode: u32) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
    #[cfg(not(unix))]
    let _ = mode;
    builder.create(path)
}

/// Opens what is itself a file. A link is none, wherever it leads; and nobody waits for a pipe to be written to.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, {
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        flags.bits().cast_signed()
    });
    #[cfg(not(unix))]
    if path.symlink_metadata()?.is_symlink() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    options.open(path)
}

/// Makes a file that was not there; the umask may take permissions away.
pub(super) fn create_file(path: &Path, mode: u32) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options.open(path)
}

/// The permissions of a file, where a system has such.
pub(super) fn mode_of(path: &Path) -> Option<u32> {
    fs::metadata(path).ok().and_then(|meta| mode(&meta))
}

/// The permissions in what a system says of a file, where it has such.
#[cfg_attr(unix, expect(clippy::unnecessary_wraps, reason = "elsewhere there are none"))]
pub(super) fn mode(meta: &fs::Metadata) -> Option<u32> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o777);
    #[cfg(not(unix))]
    return {
        let _ = meta;
        None
    };
}

/// Sets the permissions of a file, where a system has such.
pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    return fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    return {
        let _ = (path, mode);
        Ok(())
    };
}

/// Brings everything in the folder to the disk, before it takes the place of something that is already there.
pub(super) fn sync(dir: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return Ok(rustix::fs::syncfs(File::open(dir)?)?);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        for entry in walkdir::WalkDir::new(dir).into_iter().filter_map(Result::ok) {
            if entry.file_type().is_file() {
                File::open(entry.path())?.sync_all()?;
            }
        }
        Ok(())
    }
}

/// Brings a folder's own list of names to the disk. A file system that cannot do that loses nothing that it promised.
pub(super) fn sync_folder(dir: &Path) {
    let _ = File::open(dir).and_then(|dir| dir.sync_all());
}

/// Lets two folders change places in one step; false where the system or the file system cannot.
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (a, b);
        Ok(false)
    }
}
