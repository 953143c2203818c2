package io.talkmatrix.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.talkmatrix", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] STAGES = {
        "io.talkmatrix.asr..", "io.talkmatrix.reply..", "io.talkmatrix.tts..", "io.talkmatrix.face.."
    };

    @ArchTest
    static final ArchRule aStageNeverDependsOnAnotherStage =
            slices().matching("io.talkmatrix.(asr|reply|tts|face)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theCoreOfAStageSeesOnlyThePortsAndTheJdk = classes()
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
                    "io.talkmatrix.stage",
                    "io.talkmatrix.asr",
                    "io.talkmatrix.reply",
                    "io.talkmatrix.tts",
                    "io.talkmatrix.face"));

    @ArchTest
    static final ArchRule stagesMediaAndInferenceNeverSeeKafkaOrAvro = noClasses()
            .that()
            .resideInAnyPackage(STAGES)
            .or()
            .resideInAnyPackage("io.talkmatrix.stage..", "io.talkmatrix.media..", "io.talkmatrix.inference..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.talkmatrix.avro.."));

    @ArchTest
    static final ArchRule onnxSessionsBelongToInference = noClasses()
            .that(resideOutsideOfPackages("io.talkmatrix.inference.."))
            .should()
            .dependOnClassesThat(resideInAPackage("ai.onnxruntime.."));

    @ArchTest
    static final ArchRule llamaBelongsToItsEngine = noClasses()
            .that(resideOutsideOfPackages("io.talkmatrix.reply.llama.."))
            .should()
            .dependOnClassesThat(resideInAPackage("de.kherud.."));

    @ArchTest
    static final ArchRule ffmpegBelongsToMedia = noClasses()
            .that(resideOutsideOfPackages("io.talkmatrix.media.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.bytedeco.."));

    @ArchTest
    static final ArchRule webRtcBelongsToItsGateway = noClasses()
            .that(resideOutsideOfPackages("io.talkmatrix.webrtc.."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.onvoid.."));

    @ArchTest
    static final ArchRule avroClassesStayAtTheEdges = noClasses()
            .that(resideOutsideOfPackages(
                    "io.talkmatrix.avro..",
                    "io.talkmatrix.schemas..",
                    "io.talkmatrix.registry..",
                    "io.talkmatrix.topologies.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.talkmatrix.avro..", "org.apache.avro.."));

    @ArchTest
    static final ArchRule thereIsNoMutableStaticState = noFields()
            .that()
            .areStatic()
            .and()
            .areNotFinal()
            .and()
            .areDeclaredInClassesThat(
                    resideOutsideOfPackages("io.talkmatrix.avro..", "io.talkmatrix.inference.onnx.proto.."))
            .should()
            .beDeclaredInClassesThat(resideInAPackage("io.talkmatrix.."));

    @ArchTest
    static final ArchRule packagesSayWhatTheyHold = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..util..", "..utils..", "..helper..", "..manager..", "..impl..");

    @ArchTest
    static final ArchRule errorsAreNeverPrinted = noClasses().should().callMethod(Throwable.class, "printStackTrace");
}
