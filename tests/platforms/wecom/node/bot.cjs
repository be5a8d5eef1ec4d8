// A bot on WeCom's own package: it fetches a photo, answers with a stream and a file, shows a card, changes it, pushes, ends.
const { WSClient } = require('@wecom/aibot-node-sdk');

const { url, bot, secret } = JSON.parse(process.argv[2]);
const quiet = { debug() {}, info() {}, warn() {}, error: (...said) => console.error(...said) };
const client = new WSClient({ botId: bot, secret, wsUrl: url, logger: quiet });
const card = (title) => ({
  card_type: 'button_interaction',
  task_id: 'task1',
  main_title: { title },
  button_list: [{ text: '确认', style: 1, key: 'yes' }],
});
const orDie = (work) => (frame) =>
  work(frame).catch((error) => {
    console.error(error);
    process.exit(1);
  });
let told;

client.on('message.image', orDie(async (frame) => {
  const { image } = frame.body;
  const { buffer, filename } = await client.downloadFile(image.url, image.aeskey);
  await client.replyStream(frame, 's1', '正在看');
  await client.replyStream(frame, 's1', '已收到', true);
  const kept = await client.uploadMedia(Buffer.alloc(600000, 'x'), { type: 'file', filename: '回执.pdf' });
  await client.replyMedia(frame, 'file', kept.media_id);
  told = { name: filename, bytes: buffer.length };
}));
client.on('message.text', orDie(async (frame) => {
  while (!told) await new Promise((resolve) => setTimeout(resolve, 5));
  await client.replyTemplateCard(frame, card('撤回？'));
}));
client.on('event.template_card_event', orDie(async (frame) => {
  await client.updateTemplateCard(frame, card('已撤回'));
  await client.sendMessage(frame.body.from.userid, { msgtype: 'markdown', markdown: { content: '稍后汇总' } });
  console.log(JSON.stringify(told));
  client.disconnect();
  process.exit(0);
}));
client.on('error', (error) => console.error(error));
client.connect();
