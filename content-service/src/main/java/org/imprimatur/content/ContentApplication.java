package org.imprimatur.content;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the content service. */
@SpringBootApplication
class ContentApplication {
    static void main(String[] arguments) {
        SpringApplication.run(ContentApplication.class, arguments);
    }
}
