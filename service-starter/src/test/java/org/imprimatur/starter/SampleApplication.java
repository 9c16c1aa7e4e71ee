package org.imprimatur.starter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.security.AccessRules;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service there can be: what the starter promises is seen on it, over real HTTP. */
@SpringBootApplication
class SampleApplication {
    record Note(String text, int stars) {}

    record Search(@Nullable String word, @Nullable Integer least) {}

    @Bean
    AccessRules rules() {
        return AccessRules.forEverybody(
                rules -> rules.requestMatchers("/open/**").permitAll().requestMatchers("/editors").hasRole("editor"));
    }

    @RestController
    static class Notes {
        private final AtomicInteger deeds = new AtomicInteger();

        int deeds() {
            return deeds.get();
        }

        @PostMapping("/open/notes")
        Note echo(@RequestBody Note note) {
            deeds.incrementAndGet();
            return note;
        }

        private final AtomicInteger waiting = new AtomicInteger();
        private final Semaphore goOn = new Semaphore(0);

        int waiting() {
            return waiting.get();
        }

        void letGo(int requests) {
            goOn.release(requests);
        }

        @PostMapping("/open/waits")
        Note await(@RequestBody Note note) throws InterruptedException {
            waiting.incrementAndGet();
            goOn.acquire();
            waiting.decrementAndGet();
            return note;
        }

        @GetMapping("/open/languages")
        List<String> languages(HttpServletRequest request) {
            return Collections.list(request.getHeaders("Accept-Language"));
        }

        @GetMapping("/open/searches")
        Map<String, Object> search(Search search, @RequestParam(defaultValue = "20") int limit,
                @RequestParam(required = false) @Nullable List<String> tag) {
            deeds.incrementAndGet();
            return Map.of("word", String.valueOf(search.word()), "limit", limit, "tags", tag == null ? 0 : tag.size());
        }

        @PostMapping(path = "/open/forms", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
        String form(@RequestParam String word) {
            deeds.incrementAndGet();
            return word;
        }

        @GetMapping("/open/invalid")
        Note invalid() {
            throw new InvalidInputException(List.of(new InvalidField("/text", "is empty")));
        }

        @GetMapping("/open/outage")
        Note outage() {
            throw new DataAccessResourceFailureException("away");
        }

        @GetMapping("/open/bug")
        Note bug() {
            throw new IllegalStateException("the password is swordfish");
        }

        /** No rule opens it. */
        @GetMapping("/forgotten")
        Note forgotten() {
            return new Note("a", 1);
        }

        @GetMapping("/editors")
        Map<String, Object> caller(Caller caller) {
            return Map.of("name", caller.name(), "every", caller.everySection(), "law", caller.covers("law"));
        }
    }
}
