package org.imprimatur.starter.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SendersTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Senders senders = new Senders(new SecureRandom(), now::get);

    @Test
    void anAddressHasOneNameThatDoesNotShowIt() {
        String name = name("192.0.2.7");
        assertThat(name).isEqualTo(name("192.0.2.7")).isEqualTo(name("::ffff:192.0.2.7")).matches(Senders.FORM)
                .isNotEqualTo(name("192.0.2.8"));
        assertThat(new Senders(new SecureRandom(), now::get).nameOf(InetAddress.ofLiteral("192.0.2.7")))
                .isNotEqualTo(name);
    }

    @Test
    void anIpv6NetworkIsOneSender() {
        assertThat(name("2001:db8:1:2:3:4:5:6")).isEqualTo(name("2001:db8:1:2::1"))
                .isNotEqualTo(name("2001:db8:1:3::1"));
    }

    @Test
    void tomorrowTheNameIsAnother() {
        String today = name("192.0.2.7");
        now.addAndGet(Duration.ofHours(23).toNanos());
        assertThat(name("192.0.2.7")).isEqualTo(today);
        now.addAndGet(Duration.ofHours(2).toNanos());
        assertThat(name("192.0.2.7")).isNotEqualTo(today);
    }

    private String name(String address) {
        return senders.nameOf(InetAddress.ofLiteral(address));
    }
}
