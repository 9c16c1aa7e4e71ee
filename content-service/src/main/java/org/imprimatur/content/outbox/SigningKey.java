package org.imprimatur.content.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprimatur.events.EventSigner;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.note.NoteSigner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key that vouches for article events. Without it the service doesn't start: the site would take none of them. */
@Configuration(proxyBeanMethods = false)
class SigningKey {
    @Bean
    EventSigner eventSigner(OutboxSettings settings) {
        String file = settings.signingKeyFile();
        if (file.isBlank()) {
            throw new IllegalStateException("No key is set to sign article events with: "
                    + "IMPRIMATUR_ARTICLES_SIGNING_KEY_FILE has to name an Ed25519 private key, PKCS#8 in PEM");
        }
        try {
            return new EventSigner(NoteSigner.fromPem(settings.signingKeyName(), Files.readString(Path.of(file))));
        } catch (IOException | MalformedException unusable) {
            throw new IllegalStateException("The key to sign article events with can't be read from " + file
                    + ": it has to be an Ed25519 private key, PKCS#8 in PEM", unusable);
        }
    }
}
