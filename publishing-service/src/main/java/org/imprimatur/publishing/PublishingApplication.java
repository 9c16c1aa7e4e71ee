package org.imprimatur.publishing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the publishing service. */
@SpringBootApplication
class PublishingApplication {
    static void main(String[] arguments) {
        SpringApplication.run(PublishingApplication.class, arguments);
    }
}
