package org.imprimatur.torture.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.imprimatur.localstack.Part;
import org.imprimatur.localstack.StackSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of what is broken on purpose can't rot. */
class BreakageTest {
    private static final Breakage NOWHERE = new Breakage("a line that is gone", Part.CONTENT, "Gone.java", "a();",
            "b();", "a law", "");

    static List<Breakage> all() {
        return Breakage.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theLineThatIsToBeBrokenStillStandsThere(Breakage breakage) throws IOException {
        assertThat(BrokenSource.of(breakage, StackSettings.findHome()).text()).contains(breakage.broken());
    }

    @Test
    void aLineThatIsGoneOrStandsTwiceIsSaidAloud() {
        assertThat(BrokenSource.of(NOWHERE, "x();\n  a();\ny();\n").text()).isEqualTo("x();\nb();\ny();\n");
        assertThatThrownBy(() -> BrokenSource.of(NOWHERE, "x();\n")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("stands 0 times");
        assertThatThrownBy(() -> BrokenSource.of(NOWHERE, "a();\n\ta();\n")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("stands 2 times");
    }
}
