package org.imprimatur.tlog.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprimatur.tlog.MalformedException;
import org.jspecify.annotations.Nullable;

/** A log copied to a directory, file by file. */
record DirectorySource(Path directory) implements LogSource {

    @Override
    public byte @Nullable [] read(String path, int limit) {
        Path file = directory.resolve(path);
        // A pipe or a device in somebody else's copy might never end.
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new MalformedException(path + " is longer than " + limit + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnreadableException(file + " cannot be read", e);
        }
    }
}
