package io.filestore.io;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EncodedNamesTests {

    private static final String[] PIECES = { "a", "A", "z", "Z", "0", "-", "_", ".", "..", "/", "\\", "%", "%41", "%~",
            "\0", "\n", " ", "con", "NUL", "com1", "lpt9.", ":", "*", "é", "ß", "中", "😀", "indices", ".json", ".tmp" };

    @ParameterizedTest
    @CsvSource({ "user-1, user-1", "a_b.c, a_b.c", "Alice, Alice", "a b, a%20b", "50%, 50%25", "é, %C3%A9",
            ".hidden, %2Ehidden", "., %2E", ".., %2E.", "../x, %2E.%2Fx", "con, %63on", "CON, %43ON", "nul.x, %6Eul.x",
            "com1, %63om1", "com10, com10", "lpt9.json, %6Cpt9.json", "console, console" })
    void encodesWhatIsNotPlain(String id, String name) {
        assertThat(EncodedNames.encode(id, false)).isEqualTo(name);
        assertThat(EncodedNames.decode(name)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({ "Alice, %41lice", "CON, %43%4F%4E", "con, %63on", "user-1, user-1" })
    void encodesUpperCaseWhereItIsIgnored(String id, String name) {
        assertThat(EncodedNames.encode(id, true)).isEqualTo(name);
        assertThat(EncodedNames.decode(name)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({ "a b, a b", "%, %", "100%, 100%", "%zz, %zz", "%4, %4", "%c3%a9, é", "%41LICE, ALICE", "é%20x, é x",
            "%FF, %FF", "%FFa%41, %FFa%41" })
    void decodesAnyMixture(String stem, String id) {
        assertThat(EncodedNames.decode(stem)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({ "user-1, true", "u, true", "1, true", "Alice, true", "x_b.c, true", "console, true", "com10, true",
            "annual.report, true", "lpt1-.x, true", "con, false", "NUL, false", "nul.x, false", "COM1, false",
            ".hidden, false", "a b, false", "a%20b, false", "é, false", "'', false" })
    void nameThatIsTheRowIdItselfIsRecognised(String stem, boolean known) {
        assertThat(EncodedNames.isRowId(stem, false)).isEqualTo(known);
    }

    @Test
    void whatIsRecognisedAsARowIdIsEncodedAsItself() {
        Random random = new Random(7);
        int recognised = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder stem = new StringBuilder();
            for (int pieces = random.nextInt(4); pieces >= 0; pieces--) {
                stem.append(PIECES[random.nextInt(PIECES.length)]);
            }
            for (boolean ignoresCase : new boolean[] { false, true }) {
                if (EncodedNames.isRowId(stem.toString(), ignoresCase)) {
                    recognised++;
                    assertThat(EncodedNames.encode(stem.toString(), ignoresCase)).hasToString(stem.toString());
                    assertThat(EncodedNames.decode(stem.toString())).isEqualTo(stem.toString());
                }
            }
        }
        assertThat(recognised).isGreaterThan(1000);
        assertThat(EncodedNames.isRowId("a".repeat(200), false)).isTrue();
        assertThat(EncodedNames.isRowId("a".repeat(201), false)).isFalse();
        assertThat(EncodedNames.isRowId("Alice", true)).isFalse();
    }

    @Test
    void nameLongerThanTwoHundredBytesIsHashed() {
        String longest = "a".repeat(200);
        assertThat(EncodedNames.encode(longest, false)).isEqualTo(longest);
        String name = EncodedNames.encode(longest + "a", false);
        assertThat(name).matches("%~[0-9a-f]{64}");
        assertThat(EncodedNames.isHashed(name)).isTrue();
        assertThat(EncodedNames.encode("é".repeat(34), false)).matches("%~[0-9a-f]{64}");
        assertThat(EncodedNames.isHashed(EncodedNames.encode("%~", false))).isFalse();
        for (String near : List.of("%~", "%~0", name.substring(1), name + "0", name.toUpperCase(Locale.ROOT),
                "a" + name, "%~" + "g".repeat(64))) {
            assertThat(EncodedNames.isHashed(near)).as(near).isFalse();
        }
    }

    @Test
    void emptyIdHasAName() {
        assertThat(EncodedNames.encode("", false)).isEqualTo(EncodedNames.encode("", true)).matches("%~[0-9a-f]{64}");
    }

    @Test
    void loneSurrogateHasNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> EncodedNames.encode("a\uD800", false));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void noTwoIdsShareANameAndNoneLeavesItsDirectory(boolean ignoresCase) {
        Random random = new Random(17);
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String id = randomId(random);
            String name = EncodedNames.encode(id, ignoresCase);
            assertThat(name).matches("[A-Za-z0-9_%~-][A-Za-z0-9._%~-]*").hasSizeBetween(1, 200);
            assertThat(name.toLowerCase(Locale.ROOT)).doesNotMatch("(con|prn|aux|nul|com[1-9]|lpt[1-9])(\\..*)?");
            String previous = ids.put(ignoresCase ? name.toLowerCase(Locale.ROOT) : name, id);
            assertThat(previous).isIn(null, id);
            assertThat(EncodedNames.isHashed(name) ? id : EncodedNames.decode(name)).isEqualTo(id);
        }
    }

    private static String randomId(Random random) {
        StringBuilder id = new StringBuilder();
        int length = (random.nextInt(50) == 0) ? 600 : random.nextInt(6);
        while (id.length() < length) {
            id.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return new String(id.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void onlyNamesThatSomeRowGetsAreEncoded() {
        for (String encoded : List.of("a", "user-1", "A", "%41", "a%20b", "%2Ehidden", "%63on",
                EncodedNames.encode("x".repeat(201), true))) {
            assertThat(EncodedNames.isEncoded(encoded)).as(encoded).isTrue();
        }
        for (String other : List.of("", "a b", ".hidden", "con", "%2e", "%62", "é", "%", "%~0", "x".repeat(201))) {
            assertThat(EncodedNames.isEncoded(other)).as(other).isFalse();
        }
    }

}
