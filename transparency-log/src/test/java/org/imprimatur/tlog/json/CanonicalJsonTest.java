package org.imprimatur.tlog.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** The IEEE 754 samples of RFC 8785, appendix B, and doubles of so few bits that Java and ECMAScript differ. */
    @ParameterizedTest
    @CsvSource({"0000000000000000, 0", "8000000000000000, 0", "0000000000000001, 5e-324", "8000000000000001, -5e-324",
        "0000000000000002, 1e-323", "000000000000000a, 5e-323", "000000000000000e, 7e-323",
        "0000000000000005, 2.5e-323", "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308", "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992", "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22", "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23", "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000", "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7", "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332", "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333", "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343", "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"})
    void numbersAreWrittenAsEcmascriptWritesThem(String bits, String written) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.text(number)).isEqualTo(written);
    }

    @Property
    void everyFiniteDoubleReadsBackAsItself(@ForAll long bits) {
        double number = Double.longBitsToDouble(bits);
        if (Double.isFinite(number)) {
            assertThat(Double.parseDouble(CanonicalJson.text(number))).isEqualTo(number + 0.0);
        }
    }

    @Property
    void anIntegerHasOneFormWhateverItsJavaType(
            @ForAll @LongRange(min = -9007199254740991L, max = 9007199254740991L) long number) {
        assertThat(CanonicalJson.text(number)).isEqualTo(CanonicalJson.text((double) number))
                .isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoJsonNumberIsRefused(double number) {
        assertThatThrownBy(() -> CanonicalJson.bytes(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, -(1L << 53), Long.MAX_VALUE, Long.MIN_VALUE})
    void integersThatADoubleMayNotHoldAreRefused(long number) {
        assertThatThrownBy(() -> CanonicalJson.bytes(number)).hasMessageContaining("2^53 - 1");
    }

    /** RFC 8785 §3.2.3. */
    @Test
    void keysAreSortedByTheirUtf16Units() {
        Object value = JsonReader.read("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""");

        assertThat(CanonicalJson.text(value)).isEqualTo("""
                {"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",\
                "€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}""");
    }

    /** RFC 8785 §3.2.2 and §3.2.4. */
    @Test
    void theSampleOfTheRfcComesOutAsTheRfcSays() {
        Object value = JsonReader.read("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""");

        assertThat(CanonicalJson.text(value)).isEqualTo("""
                {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }

    @Test
    void bytesAreUtf8() {
        assertThat(CanonicalJson.bytes("€")).containsExactly('"', 0xe2, 0x82, 0xac, '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "a\ud83d", "\ud83d\ud83d\ude00"})
    void loneSurrogatesAreRefusedInValuesAndKeys(String text) {
        assertThatThrownBy(() -> CanonicalJson.bytes(text)).hasMessageContaining("lone surrogate");
        assertThatThrownBy(() -> CanonicalJson.bytes(Map.of(text, true))).hasMessageContaining("lone surrogate");
    }

    @Test
    void otherJavaValuesAreRefusedRatherThanGuessedAt() {
        assertThatThrownBy(() -> CanonicalJson.bytes(new BigDecimal("1.5"))).hasMessageContaining("BigDecimal");
        assertThatThrownBy(() -> CanonicalJson.bytes(1.5f)).hasMessageContaining("Float");
        assertThatThrownBy(() -> CanonicalJson.bytes('c')).hasMessageContaining("Character");
        assertThatThrownBy(() -> CanonicalJson.bytes(Map.of(1, true))).hasMessageContaining("keys are strings");
    }

    @Test
    void aStructureThatContainsItselfIsRefused() {
        List<@Nullable Object> snake = new ArrayList<>();
        snake.add(snake);

        assertThatThrownBy(() -> CanonicalJson.bytes(snake)).hasMessageContaining("nested deeper");
    }

    @Property
    void theOrderInWhichAMapWasFilledNeverShows(@ForAll Map<String, Integer> members) {
        List<String> backwards = new ArrayList<>(members.keySet()).reversed();
        Map<String, Integer> other = new HashMap<>();
        backwards.forEach(key -> other.put(key, members.getOrDefault(key, 0)));

        assertThat(written(other)).isEqualTo(written(members));
    }

    @Property
    void whatIsWrittenReadsBackAndIsWrittenTheSame(@ForAll Map<String, List<String>> value) {
        String text = written(value);

        assertThat(text.startsWith("refused") || CanonicalJson.text(JsonReader.read(text)).equals(text)).isTrue();
    }

    private static String written(Object value) {
        try {
            return CanonicalJson.text(value);
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }
}
