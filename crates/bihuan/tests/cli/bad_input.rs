//! Files that cannot be read: each gets one clear error, and the others of the call still go through.

use std::fs::File;
use std::io::Write;

use insta::assert_snapshot;
use zip::write::SimpleFileOptions;

use crate::desk::Desk;

const GOOD: &str = "一、存在的问题\n（一）值班记录不全。\n";

/// A zip with these members.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a zip").into_inner()
}

/// A `.docx` whose text unpacks to 300 MB.
fn bomb() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("[Content_Types].xml", SimpleFileOptions::default()).expect("a member");
    writer
        .write_all(b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        .expect("bytes");
    writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("a member");
    let block = vec![b' '; 1 << 20];
    for _ in 0..300 {
        writer.write_all(&block).expect("bytes");
    }
    writer.finish().expect("a zip").into_inner()
}

/// The head of a compound file, as Word writes an encrypted `.docx`: its directory names `EncryptedPackage`.
fn encrypted() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a compound file");
    for name in ["/EncryptionInfo", "/EncryptedPackage"] {
        file.create_stream(name).expect("a stream").write_all(&[7; 64]).expect("bytes");
    }
    file.into_inner().into_inner()
}

#[test]
fn each_is_named_with_its_true_cause() {
    let whole = std::fs::read(Desk::with_samples().path("rectification-plan.docx")).expect("a sample");
    let desk = Desk::new()
        .file("bomb.docx", bomb())
        .file("locked.docx", encrypted())
        .file("half.docx", &whole[..whole.len() / 2])
        .file("renamed.docx", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
        .file("other.docx", zip(&[("mimetype", b"application/epub+zip"), ("a.xml", b"<a/>")]))
        .file("empty.txt", "")
        .file("blank.txt", " \n\n")
        .file("folder/inside.txt", GOOD)
        .file("good.txt", GOOD);
    File::create(desk.path("huge.txt")).expect("a file").set_len(200 << 20).expect("a sparse file");
    let files = [
        "bomb.docx",
        "locked.docx",
        "half.docx",
        "renamed.docx",
        "other.docx",
        "empty.txt",
        "blank.txt",
        "folder",
        "missing.docx",
        "*.pdf",
        "huge.txt",
        "good.txt",
    ];
    let run = |lang| desk.run(&[&["read", "--format", "text", "--lang", lang][..], &files].concat());
    assert_snapshot!("bad_input_zh", run("zh"));
    assert_snapshot!("bad_input_en", run("en"));
}

#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new().file("secret.txt", GOOD);
    std::fs::set_permissions(desk.path("secret.txt"), std::fs::Permissions::from_mode(0o000)).expect("permissions");
    // An administrator may read everything.
    if File::open(desk.path("secret.txt")).is_err() {
        assert_snapshot!(desk.run(&["read", "secret.txt"]));
    }
}

#[test]
fn a_folder_in_each_command_that_reads_files() {
    let desk = Desk::new().file("folder/inside.txt", GOOD).file("good.txt", GOOD);
    for command in ["read", "extract", "check"] {
        let output = desk.output(&[command, "folder", "good.txt"]);
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(errors.contains("文件夹") && errors.contains("folder/*.docx"), "{command}: {errors}");
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(!output.stdout.is_empty(), "{command}");
    }
}

#[test]
fn what_cannot_be_written() {
    let desk = Desk::new().file("good.txt", GOOD).file("occupied", "a file");
    let mut said = desk.run(&["extract", "good.txt", "-o", "occupied/inside"]);
    said += &desk.run(&["extract", "good.txt", "--xlsx", "no/such/folder/out.xlsx"]);
    said += &desk.run(&["extract", "good.txt", "--xlsx", "no/such/folder/out.xlsx", "--lang", "en"]);
    assert_snapshot!(said);
    assert_eq!(desk.names("."), ["good.txt", "occupied"]);
}
