{{- define "talkmatrix.name" -}}
{{- if contains .Chart.Name .Release.Name -}}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{- else -}}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{- end -}}
{{- end -}}

{{- define "talkmatrix.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/name: talkmatrix
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Of one part: dict "root" $ "part" "tts". */}}
{{- define "talkmatrix.selector" -}}
app.kubernetes.io/name: talkmatrix
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{- define "talkmatrix.tokenSecret" -}}
{{- if .Values.console.existingSecret -}}
{{ .Values.console.existingSecret }}
{{- else -}}
{{ include "talkmatrix.name" . }}-token
{{- end -}}
{{- end -}}

{{- define "talkmatrix.tag" -}}{{ .Values.image.tag | default .Chart.AppVersion }}{{- end -}}

{{/* Whether a part runs on a GPU: dict "root" $ "part" "tts". */}}
{{- define "talkmatrix.onGpu" -}}
{{- if and .root.Values.gpu.enabled (has .part (list "asr" "tts" "face")) -}}true{{- end -}}
{{- end -}}

{{- define "talkmatrix.image" -}}
{{- $repository := ternary .root.Values.gpu.repository .root.Values.image.repository (eq (include "talkmatrix.onGpu" .) "true") -}}
{{ printf "%s:%s" $repository (include "talkmatrix.tag" .root) }}
{{- end -}}

{{/* What every process of ours is told: dict "root" $ "part" "tts" ("user" the Kafka user, if it is another name). */}}
{{- define "talkmatrix.environment" -}}
{{- $values := .root.Values -}}
- {name: TALKMATRIX_BOOTSTRAP_SERVERS, value: {{ required "kafka.bootstrapServers: where Kafka is, host:port" $values.kafka.bootstrapServers | quote }}}
- {name: TALKMATRIX_REGISTRY_URL, value: {{ required "registry.url: where the schema registry is" $values.registry.url | quote }}}
- {name: TALKMATRIX_HOST, value: "0.0.0.0"}
- {name: TALKMATRIX_HTTP_PORT, value: "8080"}
- {name: TALKMATRIX_DATA, value: /data}
- {name: TALKMATRIX_MODELS, value: /models}
- {name: TALKMATRIX_OFFLINE, value: "true"}
- {name: TALKMATRIX_JAVA_OPTS, value: "-Xms64m -Xmx512m"}
- name: TALKMATRIX_CONSOLE_TOKEN
  valueFrom: {secretKeyRef: {name: {{ include "talkmatrix.tokenSecret" .root }}, key: token}}
{{- if $values.kafka.userSecrets }}
{{- $secret := printf "%s-%s" $values.kafka.userSecrets (.user | default .part) }}
- name: TALKMATRIX_KAFKA_USER
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: user}}
- name: TALKMATRIX_KAFKA_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: password}}
{{- end }}
{{- if $values.registry.userSecret }}
- name: TALKMATRIX_REGISTRY_USER
  valueFrom: {secretKeyRef: {name: {{ $values.registry.userSecret }}, key: user}}
{{- end }}
{{- if eq (include "talkmatrix.onGpu" .) "true" }}
- {name: TALKMATRIX_INFERENCE_DEVICE, value: {{ $values.gpu.device | quote }}}
- {name: TALKMATRIX_INFERENCE_ENGINE_CACHE, value: /data/engines}
{{- end }}
{{- range $key, $value := merge (dict) $values.kafka.environment $values.settings }}
- {name: {{ $key }}, value: {{ $value | quote }}}
{{- end }}
{{- end -}}

{{- define "talkmatrix.probes" -}}
startupProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  failureThreshold: 60
readinessProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 3
livenessProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 6
{{- end -}}

{{- define "talkmatrix.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  capabilities: {drop: [ALL]}
{{- end -}}

{{- define "talkmatrix.podSecurity" -}}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{ toYaml . | indent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
{{ toYaml . | indent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
{{ toYaml . | indent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
{{ toYaml . | indent 2 }}
{{- end }}
{{- end -}}

{{- define "talkmatrix.mounts" -}}
- {name: models, mountPath: /models}
- {name: data, mountPath: /data}
{{- if .Values.kafka.filesSecret }}
- {name: kafka, mountPath: /etc/kafka, readOnly: true}
{{- end }}
{{- end -}}

{{- define "talkmatrix.volumes" -}}
- name: models
  persistentVolumeClaim: {claimName: {{ include "talkmatrix.name" . }}-models}
- name: data
  persistentVolumeClaim: {claimName: {{ include "talkmatrix.name" . }}-data}
{{- if .Values.kafka.filesSecret }}
- name: kafka
  secret: {secretName: {{ .Values.kafka.filesSecret }}}
{{- end }}
{{- end -}}
