package org.imprimatur.tlog.verify;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a log's files are read from, by someone who does not trust whoever serves them. */
interface LogSource extends AutoCloseable {

    /**
     * The bytes of a file, or null if the log does not have it.
     *
     * @param path as in C2SP tlog-tiles, such as {@code checkpoint}; never from outside
     * @param limit the most bytes it may have: a longer one is refused without being read to its end
     * @throws org.imprimatur.tlog.MalformedException if it is longer
     * @throws UnreadableException if it could not be read
     */
    byte @Nullable [] read(String path, int limit);

    @Override
    default void close() {}

    /**
     * The log at this http or https address, or in this directory; {@link IllegalArgumentException} if it is none.
     *
     * @param token a bearer token to ask with, for an address alone
     */
    static LogSource of(String addressOrDirectory, @Nullable String token) {
        if (addressOrDirectory.startsWith("http://") || addressOrDirectory.startsWith("https://")) {
            return new HttpSource(URI.create(addressOrDirectory), token);
        }
        if (token != null) {
            throw new IllegalArgumentException("a directory wants no token");
        }
        Path directory = Path.of(addressOrDirectory);
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is neither an http address nor a directory");
        }
        return new DirectorySource(directory);
    }
}
