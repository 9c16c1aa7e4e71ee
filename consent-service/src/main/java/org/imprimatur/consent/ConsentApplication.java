package org.imprimatur.consent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the consent service. */
@SpringBootApplication
class ConsentApplication {
    static void main(String[] arguments) {
        SpringApplication.run(ConsentApplication.class, arguments);
    }
}
