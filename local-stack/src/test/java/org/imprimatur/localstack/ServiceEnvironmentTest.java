package org.imprimatur.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.VerifierKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {
    @TempDir
    Path data;

    private StackFolder folder = new StackFolder(Path.of(""));

    @BeforeEach
    void makeKeys() {
        folder = new StackFolder(data);
        ArticleKey.make(folder.key("articles"));
    }

    @Test
    void publishingServiceIsToldTheKeyThatContentServiceSignsWith() throws Exception {
        ArticleKey.make(folder.key("articles"));
        Path file = Path.of(told(Part.CONTENT, "IMPRIMATUR_ARTICLES_SIGNING_KEY_FILE"));
        NoteSigner signer = NoteSigner.fromPem(told(Part.CONTENT, "IMPRIMATUR_ARTICLES_SIGNING_KEY_NAME"),
                Files.readString(file));
        VerifierKey verifier = VerifierKey.parse(told(Part.PUBLISHING, "IMPRIMATUR_ARTICLES_VERIFIER_KEYS"));
        byte[] message = {1, 2, 3};
        assertThat(verifier.verifiesBytes(message, signer.signBytes(message))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void everyServiceListensOnTheLoopbackAddressAlone() {
        assertThat(Part.services()).allSatisfy(service -> assertThat(of(service))
                .containsEntry("SERVER_ADDRESS", "127.0.0.1").containsEntry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"));
        assertThat(of(Part.PUBLISHING)).containsEntry("IMPRIMATUR_PUBLIC_ADDRESS", "127.0.0.1");
    }

    private String told(Part service, String name) {
        return of(service).getOrDefault(name, "");
    }

    private Map<String, String> of(Part service) {
        StackPorts ports = StackPorts.any().chosen();
        return ServiceEnvironment.of(service, ports, Addresses.of(ports, Map.of()), folder);
    }
}
