const WORDS = {
  skip: ["Skip to content", "跳到内容"],
  rooms: ["Rooms", "直播间"],
  stages: ["Stages", "引擎"],
  noRooms: ["No rooms yet. Make the first one.", "还没有直播间，先新建一个吧。"],
  newRoom: ["New room", "新建直播间"],
  editRoom: ["Room settings", "直播间设置"],
  clone: ["Clone", "复制"],
  remove: ["Delete", "删除"],
  settings: ["Settings", "设置"],
  more: ["More about {0}", "{0} 的更多操作"],
  confirmDelete: ["Delete “{0}”? What it is saying ends at once.", "删除“{0}”？正在说的话会立即停止。"],
  deleted: ["“{0}” is deleted.", "已删除“{0}”。"],
  cancel: ["Cancel", "取消"],
  save: ["Save", "保存"],
  create: ["Create", "新建"],
  saved: ["Saved. It holds from the next turn on.", "已保存，从下一轮对话起生效。"],
  title: ["Name", "名称"],
  avatar: ["Face", "形象"],
  language: ["Language", "语言"],
  detect: ["Detect", "自动识别"],
  zh: ["Chinese", "中文"],
  en: ["English", "英语"],
  voiceFor: ["Voice for {0}", "{0}音色"],
  byDefault: ["Default", "默认"],
  persona: ["Persona", "人设"],
  personaHint: ["Who the host is and how it speaks, for the language model.", "主播是谁、怎么说话，供语言模型参考。"],
  personaExample: ["You are the cheerful host of a tea shop …", "你是一家茶叶店热情的主播……"],
  knowledge: ["Common answers", "常见问答"],
  noKnowledge: ["No files in this installation.", "本机没有问答文件。"],
  newTitle: ["Room {0}", "直播间 {0}"],
  copyOf: ["{0} (copy)", "{0}（副本）"],
  IDLE: ["Idle", "待机"],
  LISTENING: ["Listening", "聆听中"],
  THINKING: ["Thinking", "思考中"],
  SPEAKING: ["Speaking", "讲话中"],
  PAUSED: ["Paused", "已暂停"],
  preparing: ["Preparing the face …", "正在准备形象……"],
  connecting: ["Connecting …", "正在连接……"],
  reconnecting: ["Connection lost, trying again …", "连接中断，正在重连……"],
  closed: ["This room is closed.", "直播间已关闭。"],
  back: ["All rooms", "全部直播间"],
  conversation: ["Conversation", "对话"],
  noTurns: ["Say something, or type a question.", "说句话，或者输入一个问题。"],
  hold: ["Hold to talk", "按住说话"],
  listening: ["Listening …", "正在听……"],
  release: ["Release to send", "松开发送"],
  openMic: ["Keep the microphone open", "保持麦克风打开"],
  stop: ["Stop the host", "让主播停下"],
  sound: ["Sound", "声音"],
  webRtc: ["Shortest delay (WebRTC)", "最低延迟（WebRTC）"],
  tapForSound: ["Turn on sound", "打开声音"],
  type: ["Type a question", "输入问题"],
  send: ["Send", "发送"],
  noMicrophone: ["The microphone cannot be used: {0}", "无法使用麦克风：{0}"],
  micClosed: ["The microphone was closed: {0}", "麦克风已断开：{0}"],
  viewers: ["{0} watching", "{0} 人在看"],
  behind: ["{0} s behind", "延迟 {0} 秒"],
  interrupted: ["Interrupted", "被打断"],
  failed: ["Failed", "失败"],
  COMPLETED: ["Done", "完成"],
  SPEECH: ["spoken", "语音"],
  TYPED: ["typed", "文字"],
  COMMENT: ["comment", "弹幕"],
  ANSWER: ["common answer", "常见问答"],
  LLM: ["language model", "语言模型"],
  SCRIPT: ["script", "脚本"],
  FILLER: ["filler", "垫话"],
  FALLBACK: ["fallback", "兜底"],
  seconds: ["{0} s", "{0} 秒"],
  timeline: ["Where the time went", "时间都去哪儿了"],
  toFirstSound: ["from the end of speech to the first sound", "从说完到首个声音"],
  part_unexplained: ["unexplained", "未说明"],
  part_endpointingandrecognition: ["Endpointing and recognition", "断句与识别"],
  part_start: ["Start", "开始"],
  part_endpointing: ["Endpointing", "断句"],
  part_listening: ["Listening", "聆听"],
  part_recognition: ["Recognition", "识别"],
  part_asr: ["Recognition", "识别"],
  part_conductor: ["Conductor", "调度"],
  part_queue: ["Queue", "排队"],
  part_reply: ["Answer", "应答"],
  part_tts: ["Voice", "语音合成"],
  part_voice: ["Voice", "语音合成"],
  part_face: ["Face", "口型"],
  part_playout: ["Playout", "播出"],
  part_broker: ["Kafka", "Kafka"],
  part_kafka: ["Kafka", "Kafka"],
  stagesIntro: ["Each stage by what it last reported, wherever it runs.", "各环节最近一次上报的状态，无论运行在哪里。"],
  stage: ["Stage", "环节"],
  engine: ["Engine and model", "引擎与模型"],
  device: ["Device", "设备"],
  rtf: ["RTF", "实时率"],
  queue: ["Queue", "排队"],
  debt: ["Debt", "欠时"],
  wait: ["Wait", "等待"],
  reported: ["Reported", "上报"],
  health: ["Health", "状态"],
  up: ["Up", "正常"],
  elsewhere: ["Elsewhere", "其他进程"],
  notYet: ["Nothing yet", "暂无"],
  stage_asr: ["Hearing", "听"],
  stage_reply: ["Answering", "答"],
  stage_tts: ["Voice", "声"],
  stage_face: ["Face", "像"],
  theme: ["Theme: {0}", "主题：{0}"],
  auto: ["automatic", "自动"],
  light: ["light", "浅色"],
  dark: ["dark", "深色"],
  otherLanguage: ["中文", "English"],
  tokenTitle: ["This console asks for its token", "此控制台需要令牌"],
  token: ["Token", "令牌"],
  tokenHint: ["The value of TALKMATRIX_CONSOLE_TOKEN on the server.", "即服务器上 TALKMATRIX_CONSOLE_TOKEN 的值。"],
  enter: ["Enter", "进入"],
  ago: ["{0} s ago", "{0} 秒前"],
  closeIt: ["Close", "关闭"],
  notFound: ["There is no such room.", "没有这个直播间。"],
};

export const languages = ["en", "zh"];
let current = localStorage.getItem("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export function language() {
  return current;
}

export function setLanguage(next) {
  current = next;
  localStorage.setItem("language", next);
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
}

export function t(key, ...values) {
  const words = WORDS[key];
  const text = words ? words[languages.indexOf(current)] : key;
  return values.reduce((done, value, i) => done.replace(`{${i}}`, value), text);
}

export function known(key) {
  return key in WORDS;
}

export function number(value, digits = 0) {
  return value.toLocaleString(current === "zh" ? "zh-CN" : "en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
