package org.imprimatur.starter;

import java.util.List;
import java.util.Map;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.security.AccessRules;
import org.imprimatur.starter.security.Caller;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service there can be: what the starter promises is seen on it, over real HTTP. */
@SpringBootApplication
class SampleApplication {
    record Note(String text, int stars) {}

    @Bean
    AccessRules rules() {
        return rules -> rules.requestMatchers("/open/**").permitAll().requestMatchers("/editors").hasRole("editor");
    }

    @RestController
    static class Notes {
        @PostMapping("/open/notes")
        Note echo(@RequestBody Note note) {
            return note;
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

        @GetMapping("/editors")
        Map<String, Object> caller(Caller caller) {
            return Map.of("name", caller.name(), "every", caller.everySection(), "law", caller.covers("law"));
        }
    }
}
