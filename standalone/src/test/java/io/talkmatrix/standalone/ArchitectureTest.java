package io.talkmatrix.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.talkmatrix");

    private static final String[] STAGES = {
        "io.talkmatrix.asr..", "io.talkmatrix.reply..", "io.talkmatrix.tts..", "io.talkmatrix.face.."
    };

    @Test
    void aStageNeverDependsOnAnotherStage() {
        slices().matching("io.talkmatrix.(asr|reply|tts|face)..")
                .should()
                .notDependOnEachOther()
                .check(PROGRAM);
    }

    @Test
    void theCoreOfAStageSeesOnlyThePortsAndTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.talkmatrix.stage",
                        "io.talkmatrix.asr",
                        "io.talkmatrix.reply",
                        "io.talkmatrix.tts",
                        "io.talkmatrix.face")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "javax.imageio..",
                        "io.talkmatrix.stage",
                        "io.talkmatrix.asr",
                        "io.talkmatrix.reply",
                        "io.talkmatrix.tts",
                        "io.talkmatrix.face"))
                .check(PROGRAM);
    }

    @Test
    void stagesMediaAndInferenceNeverSeeKafkaOrAvro() {
        noClasses()
                .that()
                .resideInAnyPackage(STAGES)
                .or()
                .resideInAnyPackage("io.talkmatrix.stage..", "io.talkmatrix.media..", "io.talkmatrix.inference..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.talkmatrix.avro.."))
                .check(PROGRAM);
    }

    @Test
    void onnxSessionsBelongToInference() {
        noClasses()
                .that(resideOutsideOfPackages("io.talkmatrix.inference.."))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.onnxruntime.."))
                .check(PROGRAM);
    }

    @Test
    void llamaBelongsToItsEngine() {
        noClasses()
                .that(resideOutsideOfPackages("io.talkmatrix.reply.llama.."))
                .should()
                .dependOnClassesThat(resideInAPackage("de.kherud.."))
                .check(PROGRAM);
    }

    @Test
    void ffmpegBelongsToMedia() {
        noClasses()
                .that(resideOutsideOfPackages("io.talkmatrix.media.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.bytedeco.."))
                .check(PROGRAM);
    }

    @Test
    void webRtcBelongsToItsGateway() {
        noClasses()
                .that(resideOutsideOfPackages("io.talkmatrix.webrtc.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.onvoid.."))
                .check(PROGRAM);
    }

    @Test
    void avroClassesStayAtTheEdges() {
        noClasses()
                .that(resideOutsideOfPackages(
                        "io.talkmatrix.avro..",
                        "io.talkmatrix.schemas..",
                        "io.talkmatrix.registry..",
                        "io.talkmatrix.topologies.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.talkmatrix.avro..", "org.apache.avro.."))
                .check(PROGRAM);
    }

    @Test
    void thereIsNoMutableStaticState() {
        noFields()
                .that()
                .areStatic()
                .and()
                .areNotFinal()
                .and()
                .areDeclaredInClassesThat(
                        resideOutsideOfPackages("io.talkmatrix.avro..", "io.talkmatrix.inference.onnx.proto.."))
                .should()
                .beDeclaredInClassesThat(resideInAPackage("io.talkmatrix.."))
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @Test
    void packagesSayWhatTheyHold() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..utils..", "..helper..", "..manager..", "..impl..")
                .check(PROGRAM);
    }

    @Test
    void errorsAreNeverPrinted() {
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(PROGRAM);
    }
}
