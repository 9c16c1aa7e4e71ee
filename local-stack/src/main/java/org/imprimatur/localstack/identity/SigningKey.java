package org.imprimatur.localstack.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/** The key behind every token, kept as a JWK in a file that only its owner can read. */
final class SigningKey {
    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                RSAKey key = new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
                Files.createDirectories(file.toAbsolutePath().getParent());
                // Empty and closed to others first: the key is never readable by them, not even for a moment.
                Files.createFile(file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, key.toJSONString());
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("the signing key in " + file + " is unusable; remove it for a new one", e);
        }
    }
}
