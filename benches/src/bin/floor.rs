//! `floor DIR OUT`: what nobody who renders Markdown files can do without. It reads every file in `content/`, renders the
//! text below the front matter, and writes a page of it; no templates, no links, no lists, no feed. All processors.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use pulldown_cmark::{Options, Parser, html};

fn main() -> io::Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err(io::Error::other("floor DIR OUT"));
    };
    let from = from.join("content");
    let files = walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok);
    let files: Vec<_> = files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            page(file, &from, &to)?;
        }
        Ok(())
    };
    let threads = thread::available_parallelism()?.get();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(io::Error::other("a thread died"))))
    })
}

fn page(file: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let text = fs::read_to_string(file)?;
    let body = text.splitn(3, "+++\n").nth(2).unwrap_or(&text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut page = String::with_capacity(body.len() * 2);
    html::push_html(&mut page, Parser::new_ext(body, options));
    let folder = to.join(file.strip_prefix(from).unwrap_or(file)).with_extension("");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), page)
}
