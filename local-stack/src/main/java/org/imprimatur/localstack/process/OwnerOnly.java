package org.imprimatur.localstack.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner can read, closed before anything is in them. */
public final class OwnerOnly {
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private OwnerOnly() {}

    /** Makes a folder, with those above it; one that is already there stays as open as it is. */
    public static void folder(Path folder) {
        try {
            Files.createDirectories(folder, only(folder, FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty file, or closes the one that is there to others. */
    public static void file(Path file) {
        try {
            folder(folderOf(file));
            try {
                Files.createFile(file, only(file, FILE));
            } catch (FileAlreadyExistsException earlier) {
                if (isPosix(file)) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a whole file: whoever looks sees the old one or the new one, also after a crash. */
    public static void write(Path file, byte[] content) {
        Path folder = folderOf(file);
        folder(folder);
        try {
            Path draft = Files.createTempFile(folder, "." + file.getFileName(), "", only(folder, FILE));
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folderOf(Path file) {
        return requireNonNull(file.toAbsolutePath().getParent());
    }

    private static FileAttribute<?>[] only(Path place, String permissions) {
        return isPosix(place)
                ? new FileAttribute<?>[]{
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
