package org.imprimatur.localstack.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.imprimatur.localstack.process.OwnerOnly;

/** The key behind every token, kept as a JWK in a file that only its owner can read. */
final class SigningKey {
    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                RSAKey key = new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
                OwnerOnly.write(file, key.toJSONString().getBytes(UTF_8));
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("the signing key in " + file + " is unusable; remove it for a new one", e);
        }
    }
}
