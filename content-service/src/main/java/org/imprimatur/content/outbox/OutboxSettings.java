package org.imprimatur.content.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay works.
 *
 * @param sweep how long an event may wait that a crash kept from being announced
 * @param batch how many pending events are read at once
 */
@ConfigurationProperties("imprimatur.outbox")
record OutboxSettings(@DefaultValue("1s") Duration sweep, @DefaultValue("200") int batch) {}
