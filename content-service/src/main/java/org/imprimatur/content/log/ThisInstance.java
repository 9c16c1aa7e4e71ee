package org.imprimatur.content.log;

import com.github.f4b6a3.uuid.UuidCreator;
import org.springframework.stereotype.Component;

/** What this running instance of the service calls itself towards the others; new with each start. */
@Component
public final class ThisInstance {
    private final String name = UuidCreator.getTimeOrderedEpoch().toString();

    ThisInstance() {}

    /** Nobody else's. */
    public String name() {
        return name;
    }
}
