package org.imprimatur.content.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay works.
 *
 * @param sweep how long an event may wait that a crash kept from being announced
 * @param batch how many pending events are read at once
 * @param grace how long another instance may give no sign of life before this one sends what was that one's to send;
 *     and how long a decision may take from keeping its event to being kept itself before its event is put aside
 * @param signingKeyFile Ed25519 private key, PKCS#8 in PEM
 * @param signingKeyName the name under which the site knows the key's public half
 */
@ConfigurationProperties("imprimatur.outbox")
record OutboxSettings(@DefaultValue("1s") Duration sweep, @DefaultValue("200") int batch,
        @DefaultValue("3s") Duration grace, @DefaultValue("") String signingKeyFile,
        @DefaultValue("imprimatur.local/articles") String signingKeyName) {}
