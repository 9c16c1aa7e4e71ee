package org.imprimatur.publishing.desk;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What could not be published, and why. */
@RestController
class DeadLettersController {
    private static final int MOST = 200;

    private final DeadLetterReader reader;

    DeadLettersController(DeadLetterReader reader) {
        this.reader = reader;
    }

    /** The newest dead letters of each partition, without the articles' text. */
    @GetMapping("/api/v1/dead-letters")
    DeadLetterList list(@RequestParam(defaultValue = "50") int limit) {
        Bounds.require("limit", limit, 1, MOST);
        return new DeadLetterList(reader.newest(limit));
    }

    /** Newest first. */
    record DeadLetterList(List<DeadLetter> deadLetters) {}
}
