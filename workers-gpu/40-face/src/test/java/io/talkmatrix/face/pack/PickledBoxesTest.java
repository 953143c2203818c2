package io.talkmatrix.face.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.pack.PickledBoxes.Box;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles were written by Python 3.11 and NumPy 2. */
class PickledBoxesTest {

    private static final String PLAIN_4 =
            "8004951f000000000000005d9428284b014b024b034b047494284d2c014a701101004b004b057494652e";
    private static final String PLAIN_2 = "80025d710028284b014b024b034b04747101284d2c014a701101004b004b05747102652e";
    private static final String NUMPY = "800495b6000000000000005d94288c166e756d70792e5f636f72652e6d756c746961727261"
            + "79948c067363616c61729493948c056e756d7079948c0564747970659493948c02693894898887945294284b038c013c944e4e4e4aff"
            + "ffffff4affffffff4b0074946243080a000000000000009486945294680368094308c8000000000000009486945294680368068c0269"
            + "3494898887945294284b03680a4e4e4e4affffffff4affffffff4b0074946243040300000094869452944b047494612e";
    private static final String FRACTIONS =
            "80049573000000000000005d945d94288c166e756d70792e5f636f72652e6d756c7469617272"
                    + "6179948c067363616c61729493948c056e756d7079948c0564747970659493948c02663494898887945294284b038c013c944e4e4e4a"
                    + "ffffffff4affffffff4b0074946243040000284194869452944b014b024b0365612e";
    /** {@code os.system("echo hi")} */
    private static final String HOSTILE =
            "80049525000000000000005d948c05706f736978948c0673797374656d9493948c076563686f2068699485945294612e";

    @ParameterizedTest
    @ValueSource(strings = {PLAIN_4, PLAIN_2})
    void boxesOfPlainNumbersAreRead(String pickle) {
        assertThat(read(pickle)).containsExactly(new Box(1, 2, 3, 4), new Box(300, 70_000, 0, 5));
    }

    @Test
    void numPysWholeNumbersAreRead() {
        assertThat(read(NUMPY)).containsExactly(new Box(10, 200, 3, 4));
    }

    @Test
    void aPickleThatCallsSomethingIsRefusedByName() {
        assertThatThrownBy(() -> read(HOSTILE))
                .isInstanceOf(PortraitException.class)
                .hasMessage("coords.pkl wants to call posix.system, which is never done: only boxes are read");
    }

    @Test
    void anInstructionThatNoListNeedsIsRefusedByItsCode() {
        assertThatThrownBy(() -> read("80047d2e"))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("0x7d at byte 2");
    }

    @Test
    void fractionsAreNoBoxes() {
        assertThatThrownBy(() -> read(FRACTIONS))
                .isInstanceOf(PortraitException.class)
                .hasMessageContaining("whole numbers");
    }

    /** Cut anywhere, the file is refused with its name and nothing else happens. */
    @Test
    void aPickleThatIsCutShortIsRefused() {
        byte[] whole = HexFormat.of().parseHex(NUMPY);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PickledBoxes.read("coords.pkl", part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(PortraitException.class)
                    .hasMessageStartingWith("coords.pkl ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80042e", // nothing on the stack
                "80045d2e", // no boxes
                "80044b012e", // a number
                "80045d28652e", // an empty list of marked values
                "80045d5d94680061612e", // a list that holds itself
                "80045d284affffffff4b014b024b037461652e", // a negative place
                "8004580000007f2e", // a text of two gigabytes
                "8004680a2e", // recalls what was never remembered
                "80044b01612e" // appends to a number
            })
    void nonsenseIsRefused(String pickle) {
        assertThatThrownBy(() -> read(pickle)).isInstanceOf(PortraitException.class);
    }

    private static List<Box> read(String hex) {
        return PickledBoxes.read("coords.pkl", HexFormat.of().parseHex(hex));
    }
}
