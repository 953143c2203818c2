package io.talkmatrix.standalone.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.standalone.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomSheetTest {

    @TempDir
    private Path folder;

    @Test
    void scriptIsTheSameFromYamlJsonCsvAndText() throws IOException {
        String lines =
                "[emotion=happy intensity=0.8 action=wave] 大家好！\n[picture=\"my shoes.png\" wait=3s] 今天的鞋很轻。\n关注一下。\n";
        String yaml =
                """
                script:
                  - {text: 大家好！, emotion: happy, intensity: 0.8, action: wave}
                  - text: 今天的鞋很轻。
                    picture: my shoes.png
                    wait: 3s
                  - 关注一下。
                """;
        String json =
                """
                [{"text":"大家好！","emotion":"happy","intensity":0.8,"action":"wave"},
                 {"text":"今天的鞋很轻。","picture":"my shoes.png","wait":3}, "关注一下。"]
                """;
        String csv =
                "text,emotion,intensity,action,picture,wait\n大家好！,happy,0.8,wave,,\n今天的鞋很轻。,,,,my shoes.png,3s\n关注一下。,,,,,\n";

        List<String> expected = ScriptFile.read(write("a.txt", lines));

        assertThat(expected)
                .containsExactly(
                        "[emotion=happy intensity=0.8 action=wave] 大家好！",
                        "[picture=\"my shoes.png\" wait=3s] 今天的鞋很轻。",
                        "关注一下。");
        assertThat(ScriptFile.read(write("a.yaml", yaml))).isEqualTo(expected);
        assertThat(ScriptFile.read(write("a.json", json))).isEqualTo(expected);
        assertThat(ScriptFile.read(write("a.csv", csv))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.txt | [emotion=furious] hello | item 1: emotion is neutral",
                "a.txt | [wait=soon] hello | item 1: wait is a time",
                "a.txt | [colour=red] hello | item 1: known directions are",
                "a.json | [{\"emotion\":\"happy\"}] | item 1: a script item has 1 to 2000",
                "a.json | {\"x\":1} | must be a list",
                "a.yaml | - [ | cannot be read"
            })
    void wrongItemIsNamed(String name, String content, String message) throws IOException {
        Path file = write(name, content);

        assertThatThrownBy(() -> ScriptFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void sheetSaysWhatItsCellsSay() throws IOException {
        write("tea.txt", "第一条。\n第二条。\n");
        Path sheet = write(
                "rooms.csv",
                """
                room,like,title,language,voice.zh,script,outputs,state,director.room-per-minute
                # remark
                tea,,茶叶店,zh,zf_xiaobei,tea.txt,rtmp://a/b;rtmp://c/d,open,12
                tea-2,tea,,,,,,stopped,
                """);

        List<RoomSheet.Row> rows = RoomSheet.read(sheet);

        assertThat(rows.get(0).room()).isEqualTo("tea");
        assertThat(rows.get(0).served()).contains(true);
        assertThat(rows.get(0).settings())
                .isEqualTo(Map.of(
                        "title", "茶叶店",
                        "language", "zh",
                        "voice", Map.of("zh", "zf_xiaobei"),
                        "script", List.of("第一条。", "第二条。"),
                        "outputs", List.of("rtmp://a/b", "rtmp://c/d"),
                        "director", Map.of("room-per-minute", "12")));
        assertThat(rows.get(1).like()).isEqualTo(Optional.of("tea"));
        assertThat(rows.get(1).served()).contains(false);
        assertThat(rows.get(1).settings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "room,colour;a,red | the column colour is not known",
                "room,title;,x | the column room is empty",
                "room,state;a,on | state is open or stopped",
                "room,script;a,none.txt | none.txt cannot be read"
            })
    void wrongSheetChangesNothing(String content, String message) throws IOException {
        Path sheet = write("rooms.csv", content.replace(';', '\n'));

        assertThatThrownBy(() -> RoomSheet.read(sheet))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
