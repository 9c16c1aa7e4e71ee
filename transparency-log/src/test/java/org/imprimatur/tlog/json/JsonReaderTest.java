package org.imprimatur.tlog.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.imprimatur.tlog.MalformedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void everyKindOfValueIsRead() {
        Object value = JsonReader.read("""
                {"text": "a\\u00e9\\n\\/", "whole": -12, "real": 1.5, "power": 1e2, "yes": true, "no": false,
                 "nothing": null, "list": [ ], "object": { }, "nested": [[1], {"a": []}]}\r\n\t""");

        assertThat(CanonicalJson.text(value)).isEqualTo("""
                {"list":[],"nested":[[1],{"a":[]}],"no":false,"nothing":null,"object":{},"power":100,"real":1.5,\
                "text":"aé\\n/","whole":-12,"yes":true}""");
    }

    @Test
    void wholeNumbersAreLongsAsFarAsADoubleIsExact() {
        assertThat(JsonReader.read("9007199254740991")).isEqualTo(9007199254740991L);
        assertThat(JsonReader.read("9007199254740992")).isEqualTo(9007199254740992.0);
        assertThat(JsonReader.read("-0")).isEqualTo(0L);
        assertThat(JsonReader.read("1.0")).isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nul", "True", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{a:1}", "{'a':1}",
        "{\"a\" 1}", "{\"a\":}", "{\"a\"}", "[", "{", "\"", "\"\\\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"", "\"\t\"",
        "\"\u0000\"", "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x10", "NaN", "Infinity", "-Infinity", "1e400",
        "1 2", "{} {}", "\ufeff{}", "// c\n1", "\u00a01", "\"\\uff11\\uFF1１\"", "--1", "1_0"})
    void whatIsNotStrictJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(MalformedException.class)
                .hasMessageMatching(".+ at character \\d+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":null,\"a\":null}", "{\"a\":1,\"\\u0061\":2}",
        "[{\"b\":{\"a\":1,\"b\":2,\"a\":3}}]"})
    void aKeyGivenTwiceIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).hasMessageContaining("key given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "{\"\\ud800\":1}", "\"\\ud800\\u0061\"",
        "\"\\udc00\\ud800\""})
    void aLoneSurrogateIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).hasMessageContaining("lone surrogate");
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] overlong = {'"', (byte) 0xc0, (byte) 0xaf, '"'};
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        byte[] cutOff = {'"', (byte) 0xe2, (byte) 0x82, '"'};

        assertThatThrownBy(() -> JsonReader.read(overlong)).hasMessageContaining("invalid UTF-8");
        assertThatThrownBy(() -> JsonReader.read(surrogate)).hasMessageContaining("invalid UTF-8");
        assertThatThrownBy(() -> JsonReader.read(cutOff)).hasMessageContaining("invalid UTF-8");
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackIsGone() {
        String allowed = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);

        assertThat(CanonicalJson.text(JsonReader.read(allowed))).isEqualTo(allowed);
        assertThatThrownBy(() -> JsonReader.read("[" + allowed + "]")).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(1_000_000))).hasMessageContaining("nested deeper");
    }

    @Test
    void anotherValueIsNotTakenForAnObject() {
        assertThatThrownBy(() -> JsonReader.readObject("[{}]".getBytes(UTF_8))).hasMessageContaining("no object");
    }

    @Test
    void whatWasReadCannotBeChanged() {
        Map<String, @Nullable Object> object = JsonReader.readObject("{\"a\":1}".getBytes(UTF_8));

        assertThatThrownBy(() -> object.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    }
}
